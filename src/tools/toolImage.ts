import type { WorkspacePath } from './ports.ts';

/** An image that a tool brings into the conversation; its bytes are kept beside the chat. */
export interface ToolImage {
  /** SHA-256 of the bytes, in hex. */
  readonly id: string;
  readonly name: string;
  /** `image/png` */
  readonly mediaType: string;
  /** Small data URI for the panel. */
  readonly thumbnail?: string;
}

export interface ToolImagesPort {
  /** False where the model in use takes no images. */
  areTaken(): boolean;
  /** Keeps the bytes of an image file for the chat. @throws PlumbError if it is no image or too big */
  keep(path: WorkspacePath): Promise<ToolImage>;
}

/** A larger image file is not even looked into. */
export const MAX_IMAGE_FILE_BYTES = 20 * 1_024 * 1_024;

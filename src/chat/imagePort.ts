import type { MessageImage } from './eventParts.ts';

/** Where the bytes of a chat's images are, and the way to leave them at the service. */
export interface ImagePort {
  /** The image's bytes as a data URI. @throws PlumbError if they are not there any more */
  dataUri(chatId: string, image: MessageImage): Promise<string>;
  /** False where the endpoint in use knows no uploads: every request then carries the bytes. */
  takesUploads(): boolean;
  /**
   * Leaves the image at the service, so that later requests need only name it.
   * @returns its UUID there
   */
  upload(dataUri: string, signal: AbortSignal): Promise<string>;
}

import type { MessageImage } from './eventParts.ts';

/** Where the bytes of a chat's images are, and the way to leave them at the service. */
export interface ImagePort {
  /** The image's bytes as a data URI. @throws PlumbError if they are not there any more */
  dataUri(chatId: string, image: MessageImage): Promise<string>;
  /**
   * Leaves the image at the service, so that later requests need only name it.
   * @returns its UUID there; undefined where the service in use takes none
   */
  upload(dataUri: string, signal: AbortSignal): Promise<string | undefined>;
}

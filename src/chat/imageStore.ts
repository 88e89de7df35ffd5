/** Where the images of chats are kept; a chat's log holds their ids alone. */
export interface ImageStore {
  /**
   * Keeps an image; one that is there already is kept once.
   * @returns its id: the SHA-256 of its bytes, in hex
   * @throws if it cannot be written (disk full, no permission)
   */
  put(chatId: string, bytes: Uint8Array): Promise<string>;
  /** Undefined if it is not there, or is no longer what was put there. */
  get(chatId: string, id: string): Promise<Uint8Array | undefined>;
}

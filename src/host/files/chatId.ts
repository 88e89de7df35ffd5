/** Whether it can be a chat's id: it becomes the name of a file, so it can be nothing that leads elsewhere. */
export function isChatId(chatId: string): boolean {
  return /^[A-Za-z0-9_-]{1,100}$/.test(chatId);
}

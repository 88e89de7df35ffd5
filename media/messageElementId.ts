/** The id of the element that shows a message of the user. */
export function messageElementId(messageId: string): string {
  return `message-${messageId}`;
}

/** Source of a regular expression, with or without the flag `u`, that matches this very text. */
export function regExpLiteral(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
}

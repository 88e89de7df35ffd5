/**
 * The line ending of a text; undefined if it has none. `mixed` if an editor cannot hold it: its text
 * model keeps one ending a file, LF or CRLF.
 */
export function lineEndingOf(text: string): '\n' | '\r\n' | 'mixed' | undefined {
  let found: '\n' | '\r\n' | undefined;
  for (const [ending] of text.matchAll(/\r\n|\r|\n/g)) {
    if (ending !== '\n' && ending !== '\r\n') return 'mixed';
    if (found !== undefined && found !== ending) return 'mixed';
    found = ending;
  }
  return found;
}

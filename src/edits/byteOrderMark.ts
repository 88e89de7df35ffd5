import type { Hunk, HunkLine } from './operations.ts';

/** Not a part of the first line of a text, and stays whatever becomes of that. */
export const BYTE_ORDER_MARK = '\uFEFF';

export function withoutMark(text: string): string {
  return text.startsWith(BYTE_ORDER_MARK) ? text.slice(1) : text;
}

/** A hunk whose old lines, and then whose new ones too, begin with the mark, without it. */
export function hunkWithoutMark(hunk: Hunk): Hunk {
  if (hunk.kind === 'passage') {
    if (!hunk.oldText.startsWith(BYTE_ORDER_MARK)) return hunk;
    return { ...hunk, oldText: withoutMark(hunk.oldText), newText: withoutMark(hunk.newText) };
  }
  const old = hunk.lines.findIndex(({ kind }) => kind !== 'add');
  if (!hunk.lines[old]?.text.startsWith(BYTE_ORDER_MARK)) return hunk;
  const fresh = hunk.lines.findIndex(({ kind }) => kind === 'add');
  const bare = (line: HunkLine, index: number): HunkLine =>
    index === old || index === fresh ? { ...line, text: withoutMark(line.text) } : line;
  return { ...hunk, lines: hunk.lines.map(bare) };
}

import { cutLine } from '../base/text.ts';
import { findBlock } from './findBlock.ts';
import { diffFile, type DiffHunk } from './lineDiff.ts';
import { splitLines } from './lines.ts';

const MAX_ROWS = 40;
const MAX_SHOWN = 300;

const MARKER = { context: ' ', removed: '-', added: '+' } as const;

/** Whether lines stood, as they are, in a text that the model was shown before. */
export function stoodInOlder(older: readonly string[], block: readonly string[]): boolean {
  return older.some(text => findBlock(linesOf(text), block).length > 0);
}

/**
 * For lines that are nowhere in the text now but stood in one that the model was shown before: what
 * has changed around them since, as rows of a unified diff. Undefined if they stood in none.
 * @param older the last one that was shown first
 */
export function changesSinceShown(
  older: readonly string[],
  now: string,
  block: readonly string[],
): string | undefined {
  for (const before of older) {
    const [first] = findBlock(linesOf(before), block);
    if (first === undefined) continue;
    const { hunks } = diffFile({ path: '', change: 'update', before, after: now });
    const end = first + block.length;
    const near = hunks.filter(hunk => hunk.oldStart - 1 < end && first < oldEnd(hunk));
    const rows = (near.length > 0 ? near : hunks).flatMap(rowsOf);
    const rest = rows.length - MAX_ROWS;
    return [
      ...rows.slice(0, MAX_ROWS),
      ...(rest > 0 ? [`(${rest} more rows: read the file again)`] : []),
    ].join('\n');
  }
  return undefined;
}

function linesOf(text: string): string[] {
  return splitLines(text).map(line => line.text);
}

/** Index of the line after the last one that a hunk shows of the old text. */
function oldEnd({ oldStart, lines }: DiffHunk): number {
  return oldStart - 1 + lines.filter(({ kind }) => kind !== 'added').length;
}

function rowsOf({ newStart, lines }: DiffHunk): string[] {
  return [
    `@@ now line ${newStart} @@`,
    ...lines.map(({ kind, text }) => MARKER[kind] + cutLine(text, MAX_SHOWN)),
  ];
}

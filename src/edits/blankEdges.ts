import type { HunkLine } from './operations.ts';

/**
 * A hunk without the blank lines at its edges, which models add or remember where there are none;
 * undefined if it has none there, or nothing but blank lines to look for. Added ones stay, and so
 * do kept ones beside lines that are only added: without these they would run into others.
 */
export function withoutBlankEdges(lines: readonly HunkLine[]): HunkLine[] | undefined {
  const isText = ({ kind, text }: HunkLine): boolean => kind !== 'add' && text.trim() !== '';
  if (!lines.some(isText)) return undefined;
  const stays = (line: HunkLine, index: number): boolean =>
    isText(line) ||
    (line.kind === 'keep' &&
      (isInserted(lines.slice(0, index).toReversed()) || isInserted(lines.slice(index + 1))));
  const from = lines.findIndex(stays);
  const to = lines.findLastIndex(stays);
  const inner = lines.filter(({ kind }, index) => kind === 'add' || (from <= index && index <= to));
  return inner.length === lines.length ? undefined : inner;
}

/** Whether lines begin with added ones that take no other's place. */
function isInserted(lines: readonly HunkLine[]): boolean {
  return lines[0]?.kind === 'add' && lines.find(({ kind }) => kind !== 'add')?.kind !== 'remove';
}

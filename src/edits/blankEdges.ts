import type { HunkLine } from './operations.ts';

/**
 * A hunk without the blank lines at its edges, which models add or remember where there are none;
 * undefined if it has none there, or nothing but blank lines to look for. Added ones stay.
 */
export function withoutBlankEdges(lines: readonly HunkLine[]): HunkLine[] | undefined {
  const isText = ({ kind, text }: HunkLine): boolean => kind !== 'add' && text.trim() !== '';
  const from = lines.findIndex(isText);
  const to = lines.findLastIndex(isText);
  if (from === -1) return undefined;
  const inner = lines.filter(({ kind }, index) => kind === 'add' || (from <= index && index <= to));
  return inner.length === lines.length ? undefined : inner;
}

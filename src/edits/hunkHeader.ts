/** What an `@@` row says of where its hunk belongs. */
export interface HunkHeader {
  /** The line that it names. */
  readonly anchor?: string;
  /** Where the first line that is kept or removed stands, from 1; where lines are added if none is. */
  readonly line?: number;
  /** Lines that the hunk has, as the header counts them; models miscount. */
  readonly counts?: { readonly old: number; readonly new: number };
}

/** `@@ -1,7 +1,8 @@ heading`, as a unified diff has it, with or without its second half. */
const NUMBERS = /^@@\s*-(\d{1,9})(?:,(\d{1,9}))?(?:\s+\+\d{1,9}(?:,(\d{1,9}))?)?\s*(?:@@.*)?$/;

/**
 * Reads an `@@` row. Numbers are a hint and no anchor, and the heading behind them is none either:
 * diffs cut it, and it may stand far above. `@@` and `@@ ... @@` say nothing.
 */
export function hunkHeader(row: string): HunkHeader {
  const [numbers, start, oldCount = '1', newCount = '1'] = NUMBERS.exec(row) ?? [];
  if (numbers !== undefined) {
    const counts = { old: Number(oldCount), new: Number(newCount) };
    // A hunk without old lines is counted from the line above it (POSIX diff -u).
    return { counts, line: Math.max(1, Number(start) + (counts.old === 0 ? 1 : 0)) };
  }
  const anchor = row
    .slice(2)
    .replace(/\s@@\s*$/, '')
    .trim();
  return /^[.…@]*$/.test(anchor) ? {} : { anchor };
}

import { looks } from './fits.ts';
import type { CorpusEdit, CorpusRecord } from './record.ts';
import { fileLines } from './sample.ts';

/**
 * - `exact`: every byte is as expected
 * - `refused`: nothing was changed, by a refusal or otherwise
 * - `altered`: the right place, other bytes (see `isAltered`)
 * - `wrong`: anything else: another place, other contents
 * - `falselyApplied`: something was changed though only a refusal is right
 */
export type Verdict = 'exact' | 'altered' | 'refused' | 'wrong' | 'falselyApplied';

/** @param got the file afterwards; null for a refusal */
export function grade(record: CorpusRecord, got: string | null): Verdict {
  if (got === null || got === record.before) return 'refused';
  if (record.expected === null) return 'falselyApplied';
  if (got === record.expected) return 'exact';
  return isAltered(record, record.expected, got) ? 'altered' : 'wrong';
}

/**
 * The right place and what was meant, but not its bytes. Either the whole file is as expected when
 * white space, line endings and the look of punctuation are not looked at; or it has as many lines,
 * and each that differs is one that was to stay, overwritten with a line that the edit keeps.
 */
function isAltered({ before, edit }: CorpusRecord, expected: string, got: string): boolean {
  const wanted = linesThatShow(expected);
  const found = linesThatShow(got);
  if (wanted.join('\n') === found.join('\n')) return true;
  const stood = new Set(linesThatShow(before));
  const kept = new Set(keptLines(edit).map(looks));
  return (
    wanted.length === found.length &&
    wanted.every((line, index) => {
      const other = found[index] ?? '';
      return line === other || (stood.has(line) && kept.has(other) && !stood.has(other));
    })
  );
}

/** Lines as they look, without those that are blank. */
function linesThatShow(text: string): string[] {
  return fileLines(text)
    .map(({ text: line }) => looks(line))
    .filter(line => line !== '');
}

/** The lines that the edit says it keeps, as the model remembers them. */
function keptLines(edit: CorpusEdit): string[] {
  if (edit.kind === 'patch') {
    return edit.text
      .split('\n')
      .filter(row => row.startsWith(' '))
      .map(row => row.slice(1));
  }
  const after = new Set(edit.newText.split('\n'));
  return edit.oldText.split('\n').filter(line => after.has(line));
}

import { differInSigns, linesThatDiffer, type Fit } from './fit.ts';
import type { Haystack } from './haystack.ts';
import { indentOf } from './indentation.ts';
import { trimLineEnd } from './lines.ts';

const MAX_NAMED = 10;

/** What was borne with to find a hunk's place, in words for the model and the user. */
export function toleranceNotes(haystack: Haystack, fit: Fit, name: string): string[] {
  const lines = (differs: (given: string, found: string) => boolean): number[] =>
    linesThatDiffer(haystack, fit.lines, differs);
  return [
    ...fit.notes.map(note => `${name} ${note}.`),
    ...differing(
      name,
      'white space at the end',
      lines((given, found) => trailing(given) !== trailing(found)),
      'what it keeps stays as the file has it',
    ),
    ...differing(
      name,
      'indentation',
      lines((given, found) => given.trim() !== '' && indentOf(given) !== indentOf(found)),
      'what it keeps stays, and what it adds has the indentation of the file',
    ),
    ...differing(
      name,
      'look-alike characters',
      lines(differInSigns),
      'what it keeps stays as the file has it, what it adds is as given',
    ),
  ];
}

function differing(name: string, what: string, lines: readonly number[], then: string): string[] {
  if (lines.length === 0) return [];
  const rest = lines.length - MAX_NAMED;
  const named = lines.slice(0, MAX_NAMED).join(', ') + (rest > 0 ? ` and ${rest} more` : '');
  const of = `${lines.length === 1 ? 'line' : 'lines'} ${named}`;
  return [`${name} differs from the file in ${what} of ${of}; ${then}.`];
}

function trailing(line: string): string {
  return line.slice(trimLineEnd(line).length);
}

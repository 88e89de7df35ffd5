import { indentOf } from './indentation.ts';
import { withLineFeeds } from './lines.ts';

/**
 * Code as it is put where a cursor stands: every line but the first as deep as the line of the
 * cursor, in the tabs or spaces that the file uses.
 * @param before what stands on the line before the cursor
 */
export function insertedText(
  code: string,
  place: { readonly before: string; readonly insertSpaces: boolean; readonly tabSize: number },
): string {
  const lines = withLineFeeds(code).split('\n');
  const common = commonIndent(lines);
  const base = indentOf(place.before);
  const step = stepOf(lines, common);
  const inOwn = (indent: string): string =>
    place.insertSpaces
      ? indent.replaceAll('\t', ' '.repeat(place.tabSize))
      : indent.replaceAll(' '.repeat(step), '\t');
  return lines
    .map((line, at) => {
      if (line.trim() === '') return at === 0 ? line.trim() : '';
      const indent = indentOf(line);
      const own = indent.startsWith(common) ? indent.slice(common.length) : indent;
      const text = inOwn(own) + line.slice(indent.length);
      return at === 0 ? text : base + text;
    })
    .join('\n');
}

function commonIndent(lines: readonly string[]): string {
  const indents = lines.filter(line => line.trim() !== '').map(indentOf);
  const [shortest = ''] = indents.toSorted((a, b) => a.length - b.length);
  return indents.every(indent => indent.startsWith(shortest)) ? shortest : '';
}

/** Columns of one step, as the code itself has them: an editor's tab size does not tell. */
function stepOf(lines: readonly string[], common: string): number {
  const own = lines
    .filter(line => line.trim() !== '')
    .map(line => indentOf(line).length - common.length)
    .filter(length => length > 1);
  return own.length === 0 ? 4 : Math.min(...own);
}

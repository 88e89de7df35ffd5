import { charactersOf, cutUnits } from './cutUnits.ts';
import type { FileContent, UnitsContent } from './fileContent.ts';

/** Lines, or cells; more of them are no help, however short they are. */
const MAX_UNITS = 2_000;

/** What a content takes if nothing of it is cut, in UTF-16 code units. */
export function needOf(content: FileContent): number {
  return content.kind === 'image' ? 0 : charactersOf(content.units);
}

/** A content under its heading, cut to so many UTF-16 code units. */
export function contentText(path: string, content: FileContent, characters: number): string {
  if (content.kind === 'image') {
    return `${path} is an image of ${content.width} × ${content.height} pixels; it goes with the next request.`;
  }
  const { kind, units } = content;
  const { head, tail, leftOut } = cutUnits(units, { characters, units: MAX_UNITS });
  const gap =
    leftOut === undefined
      ? []
      : [
          `[${kind === 'cells' ? 'Cells' : 'Lines'} ${leftOut.first}-${leftOut.last} left out. Read them with startLine ${leftOut.first} and endLine ${leftOut.last}.]`,
        ];
  return [
    heading(path, content),
    ...head.map(({ text }) => text),
    ...gap,
    ...tail.map(({ text }) => text),
  ].join('\n');
}

function heading(path: string, { kind, units, count, dirty }: UnitsContent): string {
  const unsaved = dirty ? ' (with changes that the user has not saved)' : '';
  const first = units[0];
  const last = units.at(-1);
  if (first === undefined || last === undefined) {
    return kind === 'cells'
      ? `${path} is a notebook without cells${unsaved}.`
      : `${path} is empty${unsaved}.`;
  }
  const range = `${kind} ${first.number}-${last.number} of ${count}${unsaved}:`;
  return kind === 'cells'
    ? `${path}, a notebook whose line numbers are of the cell, ${range}`
    : `${path}, ${range}`;
}

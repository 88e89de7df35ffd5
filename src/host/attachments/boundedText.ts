import { cutUnits } from '../../tools/cutUnits.ts';

/** UTF-16 code units of text that one chip brings along. */
export const MOST_CHARACTERS = 60_000;

/**
 * So much of a file's text as goes along: whole lines of its beginning and its end, and where
 * something is left out a line that says so, for the model.
 * @param firstLine number of the text's first line in its file, from 1
 */
export function fittingText(
  text: string,
  limit: number,
  { firstLine = 1, advice = '' }: { readonly firstLine?: number; readonly advice?: string } = {},
): string {
  if (text.length <= limit) return text;
  const units = text
    .split('\n')
    .map((line, index) => ({ number: firstLine + index, text: line.slice(0, limit) }));
  const { head, tail, leftOut } = cutUnits(units, { characters: limit, units: units.length });
  if (leftOut === undefined) return text.slice(0, limit);
  const gap = `[Lines ${leftOut.first} to ${leftOut.last} are left out here.${advice === '' ? '' : ` ${advice}`}]`;
  return [...head.map(unit => unit.text), gap, ...tail.map(unit => unit.text)].join('\n');
}

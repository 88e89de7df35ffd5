import { cutLine } from '../base/text.ts';

/** Characters are UTF-16 code units. */
export const MAX_LINE_CHARACTERS = 2_000;

/** A line as the model is shown it: its number from 1, a tab, its text. */
export function numberedLine(number: number, text: string): string {
  return `${number}\t${cutLine(text, MAX_LINE_CHARACTERS)}`;
}

import { createBlockFinder } from './blockFinder.ts';
import { splitLines, trimLineEnd, type TextLine } from './lines.ts';
import { isPlain, plainPunctuation } from './punctuation.ts';

/**
 * How lines are compared: as they are; without white space at their ends; without white space at
 * both ends and with plain punctuation. What is equal in one form is so in those that follow.
 */
export type LineForm = 'exact' | 'trimmed' | 'loose';

/** A text in which hunks are looked for. What is worked out of it is kept for the next hunk. */
export interface Haystack {
  readonly text: string;
  readonly lines: readonly TextLine[];
  /** The text of each line, in a form. */
  in(form: LineForm): readonly string[];
  /** Every place, as index of its first line, where lines stand that are equal in a form. */
  places(form: LineForm, block: readonly string[]): number[];
}

const FORMS: Readonly<Record<LineForm, (line: string) => string>> = {
  exact: line => line,
  trimmed: trimLineEnd,
  loose: line => plainPunctuation(line).trim(),
};

const trimmed = (line: string): string => line.trim();

/** A line in a form. */
export function inForm(form: LineForm, line: string): string {
  return FORMS[form](line);
}

export function haystackOf(text: string): Haystack {
  const lines = splitLines(text);
  const forms = new Map<LineForm, readonly string[]>();
  const finders = new Map<LineForm, (block: readonly string[]) => number[]>();
  const haystack: Haystack = {
    text,
    lines,
    in: form => {
      const known = forms.get(form);
      if (known !== undefined) return known;
      // One look at the whole text is far quicker than one at each line.
      const formed = form === 'loose' && isPlain(text) ? trimmed : FORMS[form];
      const made = lines.map(line => formed(line.text));
      forms.set(form, made);
      return made;
    },
    places: (form, block) => {
      let find = finders.get(form);
      if (find === undefined) {
        find = createBlockFinder(haystack.in(form));
        finders.set(form, find);
      }
      return find(form === 'exact' ? block : block.map(FORMS[form]));
    },
  };
  return haystack;
}

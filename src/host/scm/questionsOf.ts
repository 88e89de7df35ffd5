import { charactersOf } from '../../tools/cutUnits.ts';
import type { ShownFile } from '../../tools/shownDiff.ts';

/**
 * The files of a review shared out to questions, in their order: each holds as much as fits, a
 * larger file has one for itself. What goes beyond the last question is left over.
 * @param limits `characters` (UTF-16 code units) of one question, and how many `questions`
 */
export function questionsOf(
  files: readonly ShownFile[],
  limits: { readonly characters: number; readonly questions: number },
): { readonly questions: readonly (readonly ShownFile[])[]; readonly left: readonly ShownFile[] } {
  const groups: ShownFile[][] = [];
  let room = 0;
  for (const file of files) {
    const size = charactersOf(file.lines);
    const group = groups.at(-1);
    if (group !== undefined && size <= room) group.push(file);
    else {
      groups.push([file]);
      room = limits.characters;
    }
    room -= size;
  }
  return {
    questions: groups.slice(0, limits.questions),
    left: groups.slice(limits.questions).flat(),
  };
}

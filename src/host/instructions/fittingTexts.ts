import { withVisibleCharacters } from '../../base/visibleCharacters.ts';
import type { InstructionFile } from '../../chat/projectInstructions.ts';

/** UTF-16 code units. */
export const MOST_OF_ONE = 32_000;
export const MOST_OF_ALL = 100_000;

/** A text as the model is given it, so much of it that no file fills the request. */
export function shownText(text: string): string {
  // A line break of Windows hides nothing.
  const begin = text.slice(0, MOST_OF_ONE).replaceAll('\r\n', '\n');
  const visible = withVisibleCharacters(begin);
  if (text.length <= MOST_OF_ONE && visible.length <= MOST_OF_ONE) return visible;
  return `${visible.slice(0, MOST_OF_ONE)}\n[Cut here: the file has ${text.length} characters. Read the rest with read_file if you need it.]\n`;
}

/** The files with so much of their texts as goes into one request; the first ones count most. */
export function fitting(files: readonly InstructionFile[]): readonly InstructionFile[] {
  let left = MOST_OF_ALL;
  return files.map(file => {
    if (file.text.length > left) {
      return {
        ...file,
        text: '[Left out: too long together with the others. Read it with read_file.]\n',
      };
    }
    left -= file.text.length;
    return file;
  });
}

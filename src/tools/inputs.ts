import * as z from 'zod';

const MAX_PATH = 4_096;
const MAX_TEXT = 1_000_000;

/** A path as the model writes it; `paths.ts` checks what it leads to. */
export function pathInput(what: string): z.ZodString {
  return z
    .string()
    .max(MAX_PATH)
    .describe(
      `${what}, relative to the workspace folder, with / between the parts: src/main.ts. In a workspace of several folders it begins with the folder's name.`,
    );
}

/** Text for a file: long enough for any sane edit, short enough to be worked on at once. */
export function textInput(what: string): z.ZodString {
  return z.string().max(MAX_TEXT).describe(what);
}

/** A command in the background, as `run_command` named it. */
export const handleInput = z.string().max(40).describe('As run_command gave it: cmd-1.');

/** Files to search, as a glob that cannot lead out of the workspace. */
export function globInput(what: string): z.ZodString {
  return z.string().min(1).max(1_000).refine(staysInside, GLOB_COMPLAINT).describe(what);
}

/** Several of them. */
export function globsInput(what: string): z.ZodArray<z.ZodString> {
  return z.array(globInput('A glob.')).min(1).max(20).describe(what);
}

const GLOB_COMPLAINT =
  'a glob is relative to the workspace: no / or ~ in front, no .., no backslash, no colon, no control character';

function staysInside(glob: string): boolean {
  return !/^[/~!]|\.\.|[\\:\p{Cc}]/u.test(glob);
}

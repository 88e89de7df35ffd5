import * as z from 'zod';
import { parseEditText } from '../edits/parseEditText.ts';
import { defineEditTool } from './editTool.ts';
import { textInput } from './inputs.ts';

const DESCRIPTION = `Changes, adds, moves and deletes files of the workspace by a patch. Use it for every change of more than one passage. All of it is applied or, if any part does not fit, none. The user sees the change as a diff and may refuse it. Read the files first: lines that are kept or removed must be in the file, exactly.

*** Begin Patch
*** Update File: src/greeting.ts
*** Move to: src/hello.ts
@@ export function greet(name: string): string {
   const trimmed = name.trim();
-  return 'Hi ' + trimmed;
+  return \`Hello \${trimmed}\`;
 }
*** Add File: src/new.ts
+export const answer = 42;
*** Delete File: src/old.ts
*** End Patch

In an update, each hunk begins with @@. A line that begins with a space is kept, with - removed, with + added. Give three kept lines around a change; if the same lines stand in several places, name the function or class above them in @@ lines (several, the outermost first). *** Move to: is optional. A hunk whose last line is the last of the file may end with *** End of File. Each file occurs once. Line endings and the final newline of a file stay as they are. A unified diff (--- a/path, +++ b/path) is taken as well. Returns which files were changed and saved and where the hunks stand now, or why nothing was.`;

export const applyPatch = defineEditTool({
  name: 'apply_patch',
  description: DESCRIPTION,
  input: z.strictObject({
    input: textInput('The whole patch, from *** Begin Patch to *** End Patch.'),
  }),
  title: ({ input }) => patchTitle(input),
  operations: ({ input }) => parseEditText(input),
});

const HEADERS = /^\s*\*{3}\s*(?:Add|Update|Delete)\s+File\s*:[ \t]*([^\r\n]+)/gim;
const UNIFIED_HEADERS = /^--- ([^\t\r\n]+).*\r?\n\+\+\+ ([^\t\r\n]+)/gm;

/** The files that a patch names, without a check of the rest. */
function patchTitle(input: string): string {
  const named = [...input.matchAll(HEADERS)].map(([, path = '']) => path.trim());
  if (named.length > 0) return named.join(', ');
  return [...input.matchAll(UNIFIED_HEADERS)]
    .map(([, old = '', now = '']) => (now === '/dev/null' ? old : now).replace(/^[ab]\//, ''))
    .join(', ');
}

import { z } from 'zod';
import { parsePatch } from '../edits/parsePatch.ts';
import { performEdit, prepareEdit } from './editCall.ts';
import { textInput } from './inputs.ts';
import { defineEffectTool, type EditProposal } from './tool.ts';

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

In an update, each hunk begins with @@. A line that begins with a space is kept, with - removed, with + added. Give three kept lines around a change; if the same lines stand in several places, name the function or class above them in @@ lines (several, the outermost first). *** Move to: is optional. A hunk whose last line is the last of the file may end with *** End of File. Each file occurs once. Line endings and the final newline of a file stay as they are. Returns which files were changed and saved, or why nothing was.`;

export const applyPatch = defineEffectTool<{ input: string }, EditProposal>({
  name: 'apply_patch',
  description: DESCRIPTION,
  proposes: 'edit',
  input: z.strictObject({
    input: textInput('The whole patch, from *** Begin Patch to *** End Patch.'),
  }),
  title: ({ input }) => patchTitle(input),
  prepare: ({ input }, context) => prepareEdit(() => parsePatch(input), context),
  perform: performEdit,
});

/** The files that a patch names, without a check of the rest. */
function patchTitle(input: string): string {
  const named = input.matchAll(/^\*\*\* (?:Add|Update|Delete) File: ([^\r\n]+)/gm);
  return [...named].map(match => match[1]).join(', ');
}

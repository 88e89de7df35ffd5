import { planHunks, type EditPlan } from '../edits/apply.ts';
import type { Hunk } from '../edits/operations.ts';
import { EditRefusal } from '../edits/refusal.ts';
import type { FileText, WorkspacePath } from './ports.ts';
import { ToolRefusal, type EditContext } from './tool.ts';

/**
 * Finds where hunks belong in a file's text, with what the chat knows of what its model was shown.
 * @throws ToolRefusal naming the file
 */
export function planFile(
  path: WorkspacePath,
  { text, hash }: FileText,
  hunks: readonly Hunk[],
  { shown }: Pick<EditContext, 'shown'>,
): EditPlan {
  const texts = shown.of(path);
  const [last] = texts;
  const isAsShown = last?.hash === hash;
  const older = texts.filter(version => version.hash !== hash).map(version => version.text);
  // After an edit of its own that moved lines, nobody knows which numbers a model still counts by.
  const hinted = last?.numbered === true ? hunks : hunks.map(withoutLine);
  try {
    return planHunks(text, hinted, { isAsShown, older });
  } catch (error) {
    // The engine knows no names; the model must be told which of its files does not fit.
    if (error instanceof EditRefusal) {
      throw new ToolRefusal(`${path.display}: ${error.message}\nNothing was changed.`, {
        cause: error,
      });
    }
    throw error;
  }
}

function withoutLine(hunk: Hunk): Hunk {
  if (hunk.kind === 'passage') {
    return { kind: 'passage', oldText: hunk.oldText, newText: hunk.newText };
  }
  const { kind, anchors, lines, endOfFile } = hunk;
  return { kind, anchors, lines, endOfFile };
}

import type * as vscode from 'vscode';
import { lineReplacements } from '../../edits/lineReplacements.ts';
import { editorUri } from '../files/editorUri.ts';
import { realUri } from '../files/realPath.ts';
import { planCreation, planDeletion } from './editPlan.ts';
import { requireFreePlace } from './freePlace.ts';
import type { PlannedChange } from './plannedChange.ts';
import { planUpdate } from './planUpdate.ts';
import { StaleFileError } from './staleFile.ts';
import type { FileRestoration } from './transactions.ts';

/**
 * Checks that a file is as expected and works out how it becomes as it was; changes nothing.
 * @param savesUnsaved whether unsaved text is saved then
 * @returns undefined if there is nothing to do
 * @throws PlumbError, its message the reason why it cannot be done
 */
export async function planRestoration(
  { display, expected, target }: FileRestoration,
  savesUnsaved: boolean,
): Promise<PlannedChange | undefined> {
  if (expected === undefined) {
    if (target === undefined) return undefined;
    const uri = await uriOf(target.uri);
    return planCreation(uri, display, { ...target, uri: uri.toString() });
  }
  const uri = await uriOf(expected.uri);
  const requireExpected = (text: string): Promise<void> =>
    text === expected.text ? Promise.resolve() : Promise.reject(notAsExpected(display));
  if (target === undefined) return planDeletion(uri, display, requireExpected);
  if (expected.uri === target.uri && expected.text === target.text) return undefined;
  const moveTo = expected.uri === target.uri ? undefined : await uriOf(target.uri);
  if (moveTo !== undefined) await requireFreePlace(moveTo, display, uri);
  return planUpdate({
    uri,
    display,
    newDisplay: display,
    moveTo,
    editsOf: async (text, encoding) => {
      await requireExpected(text);
      // In another encoding the text would not have the bytes that it had.
      if (encoding !== target.encoding) throw notAsExpected(display);
      return lineReplacements(text, target.text);
    },
    savesUnsaved,
  });
}

/** A file may be open under another name by now. */
async function uriOf(uri: string): Promise<vscode.Uri> {
  return editorUri(await realUri(uri));
}

function notAsExpected(display: string): StaleFileError {
  return new StaleFileError(
    `${display} was changed since, in the editor or on the disk, so it is not set back.`,
  );
}

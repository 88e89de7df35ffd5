import * as vscode from 'vscode';
import { invertReplacements, type TextReplacement } from '../../edits/textReplacement.ts';
import type { PlannedChange, PlannedUpdate } from './editPlan.ts';
import { kindOf, openDocument } from '../files/workspaceFiles.ts';

/** Never over what somebody put there in the meantime. */
const NEVER_OVER = { overwrite: false, ignoreIfExists: false } as const;

/** One step of a `WorkspaceEdit`. (Its `size` counts text alone, so it cannot tell if it is empty.) */
export type EditStep = (edit: vscode.WorkspaceEdit) => void;

/**
 * All changes as the steps of one `WorkspaceEdit`, which one undo takes back: creations, moves, then
 * the text of every file, and deletions last (to the trash, where the file system has one). Text
 * comes after the moves because a file with unsaved text that moves leaves a document behind which
 * has that text and does not know that it is not saved.
 */
export function editSteps(changes: readonly PlannedChange[]): EditStep[] {
  const updates = changes.filter(change => change.kind === 'update');
  return [
    ...changes.filter(change => change.kind === 'create').map(creation),
    ...updates.flatMap(({ document, moveTo }) =>
      moveTo === undefined ? [] : [move(document.uri, moveTo)],
    ),
    ...updates.flatMap(({ document, moveTo, edits }) =>
      replacements(document, edits, moveTo ?? document.uri),
    ),
    ...changes
      .filter(change => change.kind === 'delete')
      .map(({ uri }): EditStep => edit => {
        edit.deleteFile(uri);
      }),
  ];
}

/** What takes back as much of the changes as was made, and the names of what it cannot. */
export interface Reversal {
  readonly steps: readonly EditStep[];
  readonly stuck: readonly string[];
}

/** Looks at what has become of changes that were broken off, and works out how to take them back. */
export async function reversal(changes: readonly PlannedChange[]): Promise<Reversal> {
  const steps: EditStep[] = [];
  const stuck: string[] = [];
  for (const change of changes.toReversed()) {
    const back = await reverse(change);
    if (back === undefined) stuck.push(change.display);
    else steps.push(...back);
  }
  return { steps, stuck };
}

/** Undefined if somebody has gone on working on what we made, so that it is theirs now. */
async function reverse(change: PlannedChange): Promise<EditStep[] | undefined> {
  switch (change.kind) {
    case 'create':
      if ((await kindOf(change.uri)) === 'missing') return [];
      if (!(await holds(change.uri, change.bytes))) return undefined;
      return [
        edit => {
          edit.deleteFile(change.uri, { ignoreIfNotExists: true });
        },
      ];
    case 'delete':
      return (await kindOf(change.uri)) === 'missing' ? [creation(change)] : [];
    case 'update':
      return reverseUpdate(change);
  }
}

async function reverseUpdate(change: PlannedUpdate): Promise<EditStep[] | undefined> {
  const { document, moveTo, before, after, edits } = change;
  const moved = moveTo !== undefined && (await kindOf(document.uri)) === 'missing';
  const now = moved ? openDocument(moveTo) : document;
  // A file that moved without a change of text need not have a document.
  const text = now?.getText() ?? before;
  if (text !== after && text !== before) return undefined;
  const isChanged = now !== undefined && text !== before;
  return [
    ...(isChanged ? replacements(now, invertReplacements(before, edits), now.uri) : []),
    ...(moved ? [move(moveTo, document.uri)] : []),
  ];
}

function creation({ uri, bytes }: { uri: vscode.Uri; bytes: Uint8Array }): EditStep {
  return edit => {
    edit.createFile(uri, { ...NEVER_OVER, contents: bytes });
  };
}

function move(from: vscode.Uri, to: vscode.Uri): EditStep {
  return edit => {
    edit.renameFile(from, to, NEVER_OVER);
  };
}

/** @param target the URI that the document has by then */
function replacements(
  document: vscode.TextDocument,
  edits: readonly TextReplacement[],
  target: vscode.Uri,
): EditStep[] {
  return edits.map(({ start, end, text }) => {
    const range = new vscode.Range(document.positionAt(start), document.positionAt(end));
    return edit => {
      edit.replace(target, range, text);
    };
  });
}

async function holds(uri: vscode.Uri, bytes: Uint8Array): Promise<boolean> {
  return Buffer.compare(await vscode.workspace.fs.readFile(uri), bytes) === 0;
}

import * as vscode from 'vscode';
import { invertReplacements, type TextReplacement } from '../../edits/textReplacement.ts';
import { existsAs } from '../files/existsAs.ts';
import { kindOf, openDocument } from '../files/workspaceFiles.ts';
import { holds } from './fileState.ts';
import type { PlannedChange, PlannedRewrite, PlannedUpdate } from './plannedChange.ts';

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
    ...changes.flatMap(change =>
      'moveTo' in change && change.moveTo !== undefined
        ? [move(uriBefore(change), change.moveTo)]
        : [],
    ),
    ...updates.flatMap(({ document, moveTo, edits, eol }) => [
      ...replacements(document, edits, moveTo ?? document.uri),
      ...(eol === undefined ? [] : [lineEnding(moveTo ?? document.uri, eol)]),
    ]),
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
      return (await kindOf(change.uri)) === 'missing'
        ? [creation({ uri: change.uri, bytes: change.bytesBack })]
        : [];
    case 'update':
      return reverseUpdate(change);
    case 'rewrite':
      return reverseRewrite(change);
  }
}

/** The bytes are set back afterwards, under the old name. */
async function reverseRewrite(change: PlannedRewrite): Promise<EditStep[] | undefined> {
  const { uri, moveTo, oldBytes, newBytes } = change;
  const moved = moveTo !== undefined && !(await existsAs(uri));
  const now = moved ? moveTo : uri;
  if (!(await holds(now, newBytes)) && !(await holds(now, oldBytes))) return undefined;
  return moved ? [move(moveTo, uri)] : [];
}

async function reverseUpdate(change: PlannedUpdate): Promise<EditStep[] | undefined> {
  const { document, moveTo, edits } = change;
  const before = change.before.text;
  const after = change.after.text;
  const moved = moveTo !== undefined && !(await existsAs(document.uri));
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

function lineEnding(target: vscode.Uri, eol: vscode.EndOfLine): EditStep {
  return edit => {
    const kept = edit.get(target);
    edit.set(target, [...kept, vscode.TextEdit.setEndOfLine(eol)]);
  };
}

function uriBefore(change: PlannedUpdate | PlannedRewrite): vscode.Uri {
  return change.kind === 'update' ? change.document.uri : change.uri;
}

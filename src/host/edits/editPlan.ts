import * as vscode from 'vscode';
import { sha256 } from '../../base/hash.ts';
import type { FileChange, WorkspacePath } from '../../tools/ports.ts';
import { editorUri } from '../files/editorUri.ts';
import { openDocument } from '../files/workspaceFiles.ts';
import { requireEncodable } from './encodable.ts';
import { readState } from './fileState.ts';
import { requireFreePlace } from './freePlace.ts';
import type { PlannedChange, PlannedCreation, PlannedDeletion } from './plannedChange.ts';
import { planUpdate } from './planUpdate.ts';
import { StaleFileError } from './staleFile.ts';
import type { FileState } from './transactions.ts';
import { requireWritable } from './writable.ts';

/**
 * Checks one change and changes nothing.
 * @throws PlumbError, its message the reason why the change cannot be made
 */
export function planChange(change: FileChange): Promise<PlannedChange> {
  switch (change.kind) {
    case 'create':
      return planNewFile(change);
    case 'update':
      return planEdits(change);
    case 'delete':
      return planRemoval(change);
  }
}

async function planNewFile({
  path,
  text,
}: Extract<FileChange, { kind: 'create' }>): Promise<PlannedCreation> {
  const uri = await editorUri(path.uri);
  const encoding = vscode.workspace.getConfiguration('files', uri).get('encoding', 'utf8');
  return planCreation(uri, path.display, withoutMark({ uri: uri.toString(), text, encoding }));
}

/** A byte order mark is no part of the text that an editor shows. */
function withoutMark(state: FileState): FileState {
  if (!state.encoding.startsWith('utf') || !state.text.startsWith('\ufeff')) return state;
  const encoding = state.encoding === 'utf8' ? 'utf8bom' : state.encoding;
  return { ...state, text: state.text.slice(1), encoding };
}

async function planEdits({
  path,
  baselineHash,
  edits,
  moveTo,
}: Extract<FileChange, { kind: 'update' }>): Promise<PlannedChange> {
  const uri = await editorUri(path.uri);
  return planUpdate({
    uri,
    display: path.display,
    newDisplay: (moveTo ?? path).display,
    moveTo: moveTo === undefined ? undefined : await freeUri(moveTo, uri),
    editsOf: async (text, _encoding, eol) => {
      await requireBaseline(text, baselineHash, path.display);
      if (eol === undefined) return edits;
      return edits.map(edit => ({ ...edit, text: edit.text.replace(/\r\n|\r|\n/g, eol) }));
    },
    savesUnsaved: false,
  });
}

async function planRemoval({
  path,
  baselineHash,
}: Extract<FileChange, { kind: 'delete' }>): Promise<PlannedDeletion> {
  const uri = await editorUri(path.uri);
  return planDeletion(uri, path.display, text => requireBaseline(text, baselineHash, path.display));
}

/** @throws PlumbError */
export async function planCreation(
  uri: vscode.Uri,
  display: string,
  after: FileState,
): Promise<PlannedCreation> {
  await requireFreePlace(uri, display);
  const { text, encoding } = after;
  await requireEncodable(text, encoding, display);
  const bytes = await vscode.workspace.encode(text, { encoding });
  return { kind: 'create', display, uri, bytes, after };
}

/**
 * @param check throws PlumbError unless this is the text that may go
 * @throws PlumbError
 */
export async function planDeletion(
  uri: vscode.Uri,
  display: string,
  check: (text: string) => Promise<void>,
): Promise<PlannedDeletion> {
  const disk = await readState(uri, display);
  const open = openDocument(uri);
  // What the user has not saved would be lost with the file, were it not kept to be brought back.
  const { encoding } = disk;
  const text = open?.isDirty === true ? open.getText() : disk.text;
  await check(text);
  await requireWritable(uri, display);
  const bytesBack = await vscode.workspace.encode(text, { encoding });
  const before = { uri: uri.toString(), text, encoding };
  return {
    kind: 'delete',
    display,
    uri,
    bytes: disk.bytes,
    bytesBack,
    unsavedOver: text === disk.text ? undefined : disk.text,
    before,
  };
}

async function freeUri(path: WorkspacePath, from: vscode.Uri): Promise<vscode.Uri> {
  const uri = await editorUri(path.uri);
  await requireFreePlace(uri, path.display, from);
  return uri;
}

async function requireBaseline(text: string, hash: string, display: string): Promise<void> {
  if ((await sha256(text)) === hash) return;
  throw new StaleFileError(
    `${display} was changed since the edit was worked out, in the editor or on the disk. Read it again and make the edit anew.`,
  );
}

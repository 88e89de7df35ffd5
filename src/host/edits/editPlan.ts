import * as vscode from 'vscode';
import { PlumbError } from '../../base/errors.ts';
import { sha256 } from '../../base/hash.ts';
import { applyReplacements, type TextReplacement } from '../../edits/textReplacement.ts';
import type { FileChange, WorkspacePath } from '../../tools/ports.ts';
import { editorUri } from '../files/editorUri.ts';
import { requireEncodable } from './encodable.ts';
import { readBytes, readText } from '../files/fileBytes.ts';
import { settledDocument } from './settledDocument.ts';
import { kindOf, openDocument } from '../files/workspaceFiles.ts';
import { requireWritable, requireWritableScheme } from './writable.ts';

/** A change that was checked against the files as they are, with all that undoing it needs. */
export type PlannedChange = PlannedCreation | PlannedUpdate | PlannedDeletion;

export interface PlannedCreation {
  readonly kind: 'create';
  readonly display: string;
  readonly uri: vscode.Uri;
  readonly bytes: Uint8Array;
}

export interface PlannedUpdate {
  readonly kind: 'update';
  /** As it is called afterwards. */
  readonly display: string;
  readonly document: vscode.TextDocument;
  readonly version: number;
  readonly wasDirty: boolean;
  readonly before: string;
  readonly after: string;
  /** With the document's line endings. */
  readonly edits: readonly TextReplacement[];
  /** Where the file goes, if it also moves. */
  readonly moveTo: vscode.Uri | undefined;
}

export interface PlannedDeletion {
  readonly kind: 'delete';
  readonly display: string;
  readonly uri: vscode.Uri;
  readonly bytes: Uint8Array;
}

/**
 * Checks one change and changes nothing.
 * @throws PlumbError, its message the reason why the change cannot be made
 */
export function planChange(change: FileChange): Promise<PlannedChange> {
  switch (change.kind) {
    case 'create':
      return planCreation(change);
    case 'update':
      return planUpdate(change);
    case 'delete':
      return planDeletion(change);
  }
}

async function planCreation({
  path,
  text,
}: Extract<FileChange, { kind: 'create' }>): Promise<PlannedCreation> {
  const uri = await freePlace(path);
  const encoding = vscode.workspace.getConfiguration('files', uri).get('encoding', 'utf8');
  await requireEncodable(text, encoding, path.display);
  const bytes = await vscode.workspace.encode(text, { encoding });
  return { kind: 'create', display: path.display, uri, bytes };
}

async function planUpdate({
  path,
  baselineHash,
  edits,
  moveTo,
}: Extract<FileChange, { kind: 'update' }>): Promise<PlannedUpdate> {
  const uri = await editorUri(path.uri);
  const document = await settledDocument(uri, path.display);
  const { version, isDirty: wasDirty } = document;
  const before = document.getText();
  await requireBaseline(before, baselineHash, path.display);
  await requireWritable(uri, path.display);
  const eol = document.eol === vscode.EndOfLine.CRLF ? '\r\n' : '\n';
  const inEol = edits.map(edit => ({ ...edit, text: edit.text.replace(/\r\n|\r|\n/g, eol) }));
  requireWholeLineEnds(document, inEol, path.display);
  const added = inEol.map(({ text }) => text).join('');
  await requireEncodable(added, document.encoding, path.display);
  return {
    kind: 'update',
    display: (moveTo ?? path).display,
    document,
    version,
    wasDirty,
    before,
    after: applyReplacements(before, inEol),
    edits: inEol,
    moveTo: moveTo === undefined ? undefined : await freePlace(moveTo),
  };
}

async function planDeletion({
  path,
  baselineHash,
}: Extract<FileChange, { kind: 'delete' }>): Promise<PlannedDeletion> {
  const uri = await editorUri(path.uri);
  const open = openDocument(uri);
  const text =
    open?.isDirty === true
      ? open.getText()
      : (await readText(uri, path.display, open?.encoding)).text;
  await requireBaseline(text, baselineHash, path.display);
  await requireWritable(uri, path.display);
  return {
    kind: 'delete',
    display: path.display,
    uri,
    bytes: await readBytes(uri, path.display),
  };
}

/** The URI of a place where there is no file, nor unsaved text that would become one. */
async function freePlace(path: WorkspacePath): Promise<vscode.Uri> {
  const uri = await editorUri(path.uri);
  requireWritableScheme(uri, path.display);
  const kind = await kindOf(uri);
  if (kind !== 'missing') {
    throw new PlumbError(
      `${path.display} exists already${kind === 'directory' ? ' and is a directory' : ''}. Change it with an edit, or choose another path.`,
    );
  }
  await requireNoFileAbove(uri, path.display);
  if (openDocument(uri)?.isDirty === true) {
    throw new PlumbError(
      `the user has unsaved text in an editor for ${path.display}, which is not on the disk. Choose another path.`,
    );
  }
  return uri;
}

async function requireNoFileAbove(uri: vscode.Uri, display: string): Promise<void> {
  const above = vscode.Uri.joinPath(uri, '..');
  const kind = await kindOf(above);
  if (kind === 'directory' || above.path === uri.path) return;
  if (kind === 'missing') return requireNoFileAbove(above, display);
  const name = above.path.slice(above.path.lastIndexOf('/') + 1);
  throw new PlumbError(
    `nothing can be at ${display}, for ${name} is a file and not a directory. Choose another path.`,
  );
}

async function requireBaseline(text: string, hash: string, display: string): Promise<void> {
  if ((await sha256(text)) === hash) return;
  throw new PlumbError(
    `${display} was changed since the edit was worked out, in the editor or on the disk. Read it again and make the edit anew.`,
  );
}

/** An editor's positions cannot stand between the two characters of a line ending. */
function requireWholeLineEnds(
  document: vscode.TextDocument,
  edits: readonly TextReplacement[],
  display: string,
): void {
  const splits = (offset: number): boolean =>
    document.offsetAt(document.positionAt(offset)) !== offset;
  if (!edits.some(({ start, end }) => splits(start) || splits(end))) return;
  throw new PlumbError(
    `an edit of ${display} begins or ends within a line ending or outside of the text. Edit whole lines.`,
  );
}

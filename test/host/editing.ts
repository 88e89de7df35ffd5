import assert from 'node:assert/strict';
import { mkdtempSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import * as vscode from 'vscode';
import { nullLogger } from '../../src/base/logger.ts';
import { createTransactions } from '../../src/host/edits/createTransactions.ts';
import type { EditOrigin } from '../../src/host/edits/transactions.ts';
import { createFilesPort } from '../../src/host/files/workspaceFiles.ts';
import type { EditOutcome, FileChange } from '../../src/tools/ports.ts';
import { folderForEachTest, setAutoSave } from './testFolder.ts';

const files = createFilesPort();
/** As a tool of the model changes files. */
export const AGENT: EditOrigin = { kind: 'agent', chatId: 'chat', messageId: 'message' };

/** Plumb's own folder for what it did in these tests. */
export const journalFolder = mkdtempSync(path.join(tmpdir(), 'plumb-edits-'));
after(() => rm(journalFolder, { recursive: true, force: true }));

export const transactions = createTransactions({ folder: journalFolder, logger: nullLogger });
export const edits = transactions.portFor(AGENT);

type Folder = ReturnType<typeof folderForEachTest>;

/** A new folder for each test of the suite; nothing in it is saved by itself. */
export function folderToEditIn(): Folder {
  before(() => setAutoSave('off'));
  after(() => setAutoSave(undefined));
  // Before the folder goes, so that no editor is left without its file.
  afterEach(async () => {
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
  });
  return folderForEachTest();
}

/** Replaces the only place of a passage, against the text as the files port gives it now. */
export async function update(
  at: Folder,
  file: string,
  from: string,
  to: string,
): Promise<Extract<FileChange, { kind: 'update' }>> {
  const { text, hash } = await files.read(at.at(file));
  const start = text.indexOf(from);
  assert.ok(start >= 0, `${from} is in ${file}`);
  return {
    kind: 'update',
    path: at.at(file),
    baselineHash: hash,
    edits: [{ start, end: start + from.length, text: to }],
  };
}

export function create(at: Folder, file: string, text: string): FileChange {
  return { kind: 'create', path: at.at(file), text };
}

export async function remove(at: Folder, file: string): Promise<FileChange> {
  const { hash } = await files.read(at.at(file));
  return { kind: 'delete', path: at.at(file), baselineHash: hash };
}

export function apply(...changes: FileChange[]): Promise<EditOutcome> {
  return edits.apply(changes, new AbortController().signal);
}

export function assertRefused(outcome: EditOutcome, why: RegExp): void {
  assert.equal(outcome.applied, false);
  assert.match('reason' in outcome ? outcome.reason : '', why);
}

/** What is said about the one file of a call that succeeded. */
export function onlyFile(outcome: EditOutcome): { readonly saved: boolean; readonly note: string } {
  assert.equal(outcome.applied, true);
  const [file, ...others] = 'files' in outcome ? outcome.files : [];
  assert.ok(file);
  assert.deepEqual(others, []);
  return { saved: file.saved, note: file.note ?? '' };
}

/** Shows a file in an editor. */
export async function openIn(at: Folder, file: string): Promise<vscode.TextDocument> {
  const document = await vscode.workspace.openTextDocument(at.uri(file));
  await vscode.window.showTextDocument(document, { preview: false });
  return document;
}

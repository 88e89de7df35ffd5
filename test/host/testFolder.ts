import { constants, mkdir, mkdtemp, open, readFile, realpath, rm } from 'node:fs/promises';
import path from 'node:path';
import * as vscode from 'vscode';
import type { WorkspacePath } from '../../src/tools/ports.ts';

/** A new folder in the workspace of the host tests; file names below are relative to it. */
export interface TestFolder {
  readonly folder: string;
  /** What every display path in it begins with. */
  readonly name: string;
  fsPath(file: string): string;
  uri(file: string): vscode.Uri;
  /** As the path guard gives it to an adapter: the real path, whatever the workspace's is. */
  at(file: string): WorkspacePath;
  write(file: string, content: string | Uint8Array): Promise<void>;
  bytes(file: string): Promise<Buffer>;
  text(file: string): Promise<string>;
  remove(): Promise<void>;
}

export async function createTestFolder(): Promise<TestFolder> {
  const root = vscode.workspace.workspaceFolders?.[0]?.uri.fsPath;
  if (root === undefined) throw new Error('The host tests need a workspace folder');
  const folder = await mkdtemp(path.join(root, 'test-'));
  const name = path.basename(folder);
  const real = await realpath(folder);
  const fsPath = (file: string): string => path.join(folder, file);
  return {
    folder,
    name,
    fsPath,
    uri: file => vscode.Uri.file(fsPath(file)),
    at: file => ({
      display: `${name}/${file}`,
      uri: vscode.Uri.file(path.join(real, file)).toString(),
    }),
    write: async (file, content) => {
      await mkdir(path.dirname(fsPath(file)), { recursive: true });
      await writeInPlace(fsPath(file), Buffer.from(content));
    },
    bytes: file => readFile(fsPath(file)),
    text: file => readFile(fsPath(file), 'utf8'),
    remove: () => rm(folder, { recursive: true, force: true, maxRetries: 5 }),
  };
}

/**
 * Writes a file in one step where its length stays: VS Code may look at any moment, and would take
 * the text with the time of the empty file that `writeFile` leaves on its way, then refuse to save.
 */
async function writeInPlace(file: string, content: Buffer): Promise<void> {
  const handle = await open(file, constants.O_RDWR | constants.O_CREAT);
  try {
    const { size } = await handle.stat();
    await handle.write(content, 0, content.length, 0);
    if (size > content.length) await handle.truncate(content.length);
  } finally {
    await handle.close();
  }
}

/** A new folder for each test of the suite that calls this, removed after it. */
export function folderForEachTest(): Omit<TestFolder, 'remove'> {
  let current: TestFolder | undefined;
  const folder = (): TestFolder => {
    if (current === undefined) throw new Error('The folder is made before each test');
    return current;
  };
  beforeEach(async () => {
    current = await createTestFolder();
  });
  afterEach(() => folder().remove());
  return {
    get folder() {
      return folder().folder;
    },
    get name() {
      return folder().name;
    },
    fsPath: file => folder().fsPath(file),
    uri: file => folder().uri(file),
    at: file => folder().at(file),
    write: (file, content) => folder().write(file, content),
    bytes: file => folder().bytes(file),
    text: file => folder().text(file),
  };
}

/** Changes the editor's text of a file as a user would by typing, and does not save it. */
export async function type(uri: vscode.Uri, text: string): Promise<vscode.TextDocument> {
  const document = await vscode.workspace.openTextDocument(uri);
  const edit = new vscode.WorkspaceEdit();
  edit.insert(uri, new vscode.Position(0, 0), text);
  if (!(await vscode.workspace.applyEdit(edit))) throw new Error(`Could not type into ${uri.path}`);
  return document;
}

/** Keeps VS Code from saving by itself: in a browser it does after a second, on the desktop never. */
export async function setAutoSave(mode: 'off' | undefined): Promise<void> {
  const settings = vscode.workspace.getConfiguration('files');
  await settings.update('autoSave', mode, vscode.ConfigurationTarget.Global);
}

// As much of `vscode` as landing and recovering edits on the real disk needs, and nothing that is not
// needed there, and terminals: for what no test can make a real editor do, as to reject a save.
import { readdir, readFile, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { terminals, terminalWindow } from './terminals.ts';

export class Uri {
  static file = (file: string): Uri => new Uri(pathToFileURL(file).href);
  static parse = (uri: string): Uri => new Uri(uri);
  static joinPath = (uri: Uri, ...parts: string[]): Uri =>
    Uri.file(path.join(uri.fsPath, ...parts));
  readonly href: string;
  constructor(href: string) {
    this.href = href;
  }
  get scheme(): string {
    return this.href.slice(0, this.href.indexOf(':'));
  }
  get path(): string {
    return decodeURIComponent(new URL(this.href).pathname);
  }
  get fsPath(): string {
    return fileURLToPath(this.href);
  }
  with({ scheme }: { readonly scheme: string }): Uri {
    return new Uri(`${scheme}${this.href.slice(this.scheme.length)}`);
  }
  toString(): string {
    return this.href;
  }
}

export const EndOfLine = { LF: 1, CRLF: 2 } as const;
export const FileType = { File: 1, Directory: 2 } as const;
export const FilePermission = { Readonly: 1 } as const;
export class FileSystemError extends Error {
  readonly code: string = 'FileNotFound';
}
class Tab {
  readonly isTab = true;
}
export {
  Tab as TabInputCustom,
  Tab as TabInputNotebook,
  Tab as TabInputNotebookDiff,
  Tab as TabInputText,
  Tab as TabInputTextDiff,
};

export class Range {
  readonly start: number;
  readonly end: number;
  constructor(start: number, end: number) {
    this.start = start;
    this.end = end;
  }
}

/** Positions are offsets. */
export class Document {
  version = 1;
  isDirty = false;
  isClosed = false;
  readonly encoding = 'utf8';
  readonly eol = EndOfLine.LF;
  readonly uri: Uri;
  text: string;
  constructor(uri: Uri, text: string) {
    this.uri = uri;
    this.text = text;
  }
  getText = (): string => this.text;
  positionAt = (offset: number): number => offset;
  save = async (): Promise<boolean> => {
    await writeFile(this.uri.fsPath, this.text);
    this.isDirty = false;
    return true;
  };
}

interface Replacement {
  readonly uri: Uri;
  readonly range: Range;
  readonly text: string;
}

export class WorkspaceEdit {
  readonly replacements: Replacement[] = [];
  replace(uri: Uri, range: Range, text: string): void {
    this.replacements.push({ uri, range, text });
  }
}

const documents: Document[] = [];
const nothing = { dispose: () => undefined };

export const workspace = {
  workspaceFolders: undefined,
  notebookDocuments: [],
  textDocuments: documents,
  fs: {
    isWritableFileSystem: () => true,
    stat: async (uri: Uri) => {
      const found = await there(stat(uri.fsPath));
      const type = found.isDirectory() ? FileType.Directory : FileType.File;
      return { type, size: found.size, mtime: found.mtimeMs };
    },
    readFile: async (uri: Uri) => new Uint8Array(await there(readFile(uri.fsPath))),
    readDirectory: async (uri: Uri) =>
      (await there(readdir(uri.fsPath))).map(name => [name, FileType.File]),
    writeFile: (uri: Uri, bytes: Uint8Array) => writeFile(uri.fsPath, bytes),
  },
  encode: (text: string) => Promise.resolve(new TextEncoder().encode(text)),
  decode: (bytes: Uint8Array) =>
    Promise.resolve(new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes)),
  openTextDocument: async (uri: Uri) => {
    const known = documents.find(each => each.uri.href === uri.href);
    if (known !== undefined) return known;
    const document = new Document(uri, await there(readFile(uri.fsPath, 'utf8')));
    documents.push(document);
    return document;
  },
  applyEdit: ({ replacements }: WorkspaceEdit) => {
    // From the end on, so that the offsets of the others stay true.
    const ordered = replacements.toSorted((a, b) => b.range.start - a.range.start);
    for (const { uri, range, text } of ordered) {
      const document = documents.find(each => each.uri.href === uri.href);
      if (document === undefined) return Promise.resolve(false);
      document.text = document.text.slice(0, range.start) + text + document.text.slice(range.end);
      document.version += 1;
      document.isDirty = true;
    }
    return Promise.resolve(true);
  },
  asRelativePath: (uri: Uri) => path.basename(uri.path),
  onDidChangeTextDocument: () => nothing,
};

export const window = { ...terminalWindow, tabGroups: { all: [] }, visibleTextEditors: [] };
export { terminals };

export class ThemeIcon {
  readonly isIcon = true;
}

/** Opens a file in an editor that nobody sees. */
export function opened(file: string): Promise<Document> {
  return workspace.openTextDocument(Uri.file(file));
}

export function close(document: Document): void {
  document.isClosed = true;
  documents.splice(documents.indexOf(document), 1);
}

export function closeAll(): void {
  documents.length = 0;
}

async function there<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    throw new FileSystemError(String(error));
  }
}

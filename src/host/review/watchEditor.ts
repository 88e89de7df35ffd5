import * as vscode from 'vscode';
import { toDisposable, type Disposable } from '../../base/disposable.ts';
import { PlumbError } from '../../base/errors.ts';
import type { Event } from '../../base/emitter.ts';
import { createFilesPort, kindOf, openDocument } from '../files/workspaceFiles.ts';
import type { EditorTexts, TextChange } from './editorTexts.ts';

/** The texts of this window's editors. */
export function watchEditor(): EditorTexts {
  const files = createFilesPort();
  const { workspace } = vscode;
  const display = (uri: string): string => workspace.asRelativePath(vscode.Uri.parse(uri, true));
  const text = async (uri: string): Promise<string | undefined> => {
    if ((await kindOf(vscode.Uri.parse(uri, true))) !== 'file') return undefined;
    try {
      return (await files.read({ uri, display: display(uri) })).text;
    } catch (error) {
      // Binary by now, or too big.
      if (error instanceof PlumbError) return undefined;
      throw error;
    }
  };

  return {
    display,
    text,
    read: async uri => {
      const now = await text(uri);
      if (now === undefined) return undefined;
      const { encoding } = await workspace.openTextDocument(vscode.Uri.parse(uri, true));
      return { uri, text: now, encoding };
    },
    openText: uri => openDocument(vscode.Uri.parse(uri, true))?.getText(),
    onDidChange: mapped(workspace.onDidChangeTextDocument, event => [textChange(event)]),
    onDidOpen: mapped(workspace.onDidOpenTextDocument, ({ uri }) => [uri.toString()]),
    onDidSave: mapped(workspace.onDidSaveTextDocument, ({ uri }) => [uri.toString()]),
    onDidRename: mapped(workspace.onDidRenameFiles, event =>
      event.files.map(({ oldUri, newUri }) => ({ from: oldUri.toString(), to: newUri.toString() })),
    ),
    onDidDelete: mapped(workspace.onDidDeleteFiles, event =>
      event.files.map(uri => uri.toString()),
    ),
  };
}

function textChange({
  document,
  contentChanges,
  reason,
}: vscode.TextDocumentChangeEvent): TextChange {
  return {
    uri: document.uri.toString(),
    edits: contentChanges.map(({ rangeOffset, rangeLength, text }) => ({
      start: rangeOffset,
      end: rangeOffset + rangeLength,
      text,
    })),
    isRevert: reason !== undefined,
    length: document.offsetAt(document.lineAt(document.lineCount - 1).range.end),
    text: () => document.getText(),
  };
}

function mapped<From, To>(
  event: vscode.Event<From>,
  map: (from: From) => readonly To[],
): Event<To> {
  return (listener): Disposable => {
    const subscription = event(value => {
      for (const one of map(value)) listener(one);
    });
    return toDisposable(() => {
      subscription.dispose();
    });
  };
}

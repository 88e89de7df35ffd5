import * as vscode from 'vscode';
import type { Disposable } from '../../base/disposable.ts';
import type { PathPort } from '../../tools/ports.ts';
import { editorUri } from '../files/editorUri.ts';
import { encodeRef, readRef, type ChipRef } from './chipRef.ts';
import { looseDocument } from './looseText.ts';
import { placeOf } from './place.ts';
import type { ReadChip } from './reading.ts';
import { findSymbolRange } from './symbolRange.ts';

/** Of documents that show what a chip stands for where no file does; nothing else reads them. */
const SCHEME = 'plumb-attached';

/** Shows what chips stand for in the editor. */
export interface ChipOpener extends Disposable {
  /** @throws PlumbError if it is no longer there */
  open(ref: ChipRef): Promise<void>;
}

export function createChipOpener(
  paths: PathPort,
  read: (ref: ChipRef) => Promise<ReadChip>,
): ChipOpener {
  const provider = vscode.workspace.registerTextDocumentContentProvider(SCHEME, {
    provideTextDocumentContent: async uri => (await read(readRef(uri.query))).attachment.text,
  });
  const showText = async (ref: ChipRef): Promise<void> => {
    // Read first: what is gone is said where the chip is, and not in an empty editor.
    const { label, attachment } = await read(ref);
    const uri = vscode.Uri.from({
      scheme: SCHEME,
      path: `/${label.replaceAll(/[\\/:]/g, ' ')}`,
      query: encodeRef(ref),
    });
    const document = await vscode.workspace.openTextDocument(uri);
    const known = await vscode.languages.getLanguages();
    const { language } = attachment;
    const shown = known.includes(language)
      ? await vscode.languages.setTextDocumentLanguage(document, language)
      : document;
    await vscode.window.showTextDocument(shown, { preview: true });
  };
  const documentOf = async (uri: string): Promise<vscode.TextDocument> =>
    (await looseDocument(uri, paths)) ??
    vscode.workspace.openTextDocument(await editorUri((await placeOf(uri, paths)).uri));

  return {
    open: async ref => {
      switch (ref.kind) {
        case 'file': {
          const uri =
            (await looseDocument(ref.uri, paths))?.uri ??
            (await editorUri((await placeOf(ref.uri, paths)).uri));
          await vscode.commands.executeCommand('vscode.open', uri);
          return;
        }
        case 'folder': {
          const { uri } = await placeOf(ref.uri, paths);
          await vscode.commands.executeCommand('revealInExplorer', await editorUri(uri));
          return;
        }
        case 'selection': {
          const document = await documentOf(ref.uri);
          const selection = document.validateRange(new vscode.Range(...ref.range));
          await vscode.window.showTextDocument(document, { selection });
          return;
        }
        case 'symbol': {
          const document = await documentOf(ref.uri);
          const { signal } = new AbortController();
          const range = await findSymbolRange(document, ref, signal);
          const at = new vscode.Position(range?.start.line ?? ref.line, 0);
          await vscode.window.showTextDocument(document, { selection: new vscode.Range(at, at) });
          return;
        }
        case 'problems':
          await vscode.commands.executeCommand('workbench.actions.view.problems');
          return;
        case 'openEditors':
        case 'diff':
        case 'terminal':
        case 'commit':
        case 'text':
        case 'narrow':
        case 'prompt':
          await showText(ref);
      }
    },
    dispose: () => {
      provider.dispose();
    },
  };
}

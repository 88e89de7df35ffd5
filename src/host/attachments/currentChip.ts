import * as vscode from 'vscode';
import { DisposableStore, type Disposable } from '../../base/disposable.ts';
import { PlumbError } from '../../base/errors.ts';
import { createCalibration } from '../../chat/calibration.ts';
import type { Chip } from '../../protocol/requests/composer.ts';
import { hasImageName } from '../../tools/imageFile.ts';
import type { PathPort } from '../../tools/ports.ts';
import { isDependency, isSecretByName } from '../../tools/secretFiles.ts';
import { rangeLabel } from '../rangeLabel.ts';
import { isShown } from '../files/shownInEditor.ts';
import { MOST_CHARACTERS } from './boundedText.ts';
import { encodeRef } from './chipRef.ts';
import { selectionNow } from './kindsNow.ts';
import { placeOf } from './place.ts';

/** A selection moves with every key and every move of the mouse; this long it has to rest, in ms. */
const RESTS_MS = 120;

export interface CurrentChip extends Disposable {
  /** Tells it again: to a panel that was loaded anew. */
  tell(): void;
}

/** Tells the file or the selection that a person looks at, whenever that is another one. */
export function createCurrentChip({
  show,
  paths,
}: {
  readonly show: (chip: Chip | undefined) => void;
  readonly paths: PathPort;
}): CurrentChip {
  const store = new DisposableStore();
  let editor = vscode.window.activeTextEditor;
  let told: string | undefined;
  let resting: NodeJS.Timeout | undefined;
  let looks = 0;

  const look = async (): Promise<void> => {
    const mine = (looks += 1);
    const chip = editor === undefined ? undefined : await chipOf(editor, paths);
    // Another look began while this one asked the disk.
    if (mine !== looks) return;
    const text = JSON.stringify(chip ?? null);
    if (text === told) return;
    told = text;
    show(chip);
  };
  const lookSoon = (): void => {
    clearTimeout(resting);
    resting = setTimeout(() => void look(), RESTS_MS);
  };

  store.add(
    vscode.window.onDidChangeActiveTextEditor(active => {
      // A chat in an editor tab takes the place of the editor that it is asked about.
      if (active === undefined && editor !== undefined && isShown(editor.document.uri)) return;
      editor = active;
      lookSoon();
    }),
  );
  store.add(
    vscode.window.onDidChangeTextEditorSelection(({ textEditor }) => {
      if (textEditor === editor) lookSoon();
    }),
  );
  store.add(
    vscode.window.tabGroups.onDidChangeTabs(({ closed }) => {
      if (closed.length === 0 || editor === undefined || isShown(editor.document.uri)) return;
      editor = vscode.window.activeTextEditor;
      lookSoon();
    }),
  );
  lookSoon();

  return {
    tell: () => {
      told = undefined;
      lookSoon();
    },
    dispose: () => {
      clearTimeout(resting);
      looks += 1;
      store.dispose();
    },
  };
}

/** Undefined for what does not go along unasked: files outside, forbidden, secret, of packages. */
async function chipOf(editor: vscode.TextEditor, paths: PathPort): Promise<Chip | undefined> {
  const { document, selection } = editor;
  const name = await nameOf(document, paths);
  if (name === undefined) return undefined;
  const ref = selectionNow(editor);
  if (ref === undefined) {
    const end = document.lineAt(document.lineCount - 1).range.end;
    return {
      ref: encodeRef({ kind: 'file', uri: document.uri.toString() }),
      kind: 'file',
      label: name,
      detail: name,
      tokens: tokensOf(document.offsetAt(end)),
    };
  }
  const label = rangeLabel(name, selection);
  const characters = document.offsetAt(selection.end) - document.offsetAt(selection.start);
  return {
    ref: encodeRef(ref),
    kind: 'selection',
    label,
    detail: label,
    tokens: tokensOf(characters),
  };
}

async function nameOf(document: vscode.TextDocument, paths: PathPort): Promise<string | undefined> {
  if (document.isUntitled) return document.fileName;
  try {
    const place = await placeOf(document.uri.toString(), paths);
    const { display } = place;
    const isLeftOut = isSecretByName(display) || isDependency(display) || hasImageName(place);
    return isLeftOut ? undefined : display;
  } catch (error) {
    if (error instanceof PlumbError) return undefined;
    throw error;
  }
}

function tokensOf(characters: number): number {
  return createCalibration().tokens(Math.min(characters, MOST_CHARACTERS));
}

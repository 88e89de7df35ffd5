import * as vscode from 'vscode';
import type { Origin } from '../../base/textSource.ts';
import type { PathPort } from '../../tools/ports.ts';
import { guardOfLooseText } from '../../tools/guard.ts';
import { isShown } from '../files/shownInEditor.ts';
import { displayOf, placeOf } from './place.ts';
import type { Reading } from './reading.ts';

/** A text of the editor that is no file of the workspace. */
export interface LooseText {
  readonly document: vscode.TextDocument;
  /** `Untitled-1`, or the whole path of a file. */
  readonly display: string;
  readonly origin: Origin;
}

/**
 * What is not saved yet, or a file outside of the workspace while an editor shows it: a person who
 * asks about what they look at needs no folder for it. No other file outside is ever read, because
 * the address comes by way of the panel. What holds keys is asked about, as everywhere.
 * @returns undefined if it is none of these
 * @throws PlumbError if it is not to go along
 */
export async function looseText(
  address: string,
  { context, consent }: Pick<Reading, 'context' | 'consent'>,
): Promise<LooseText | undefined> {
  const document = await looseDocument(address, context.paths);
  if (document === undefined) return undefined;
  if (document.isUntitled) return { document, display: document.fileName, origin: 'workspace' };
  const file = await fileShownBy(document.uri, context.paths);
  // Another state of a file of the workspace, or a part of it, is guarded as the file itself.
  const place = file === undefined ? undefined : await placeOf(file, context.paths);
  const display = place?.display ?? document.uri.path;
  const guarded = guardOfLooseText({ display, uri: address }, document.getText());
  if (guarded !== undefined) {
    await consent.agree(guarded);
    return { document, display, origin: 'secret' };
  }
  const origin = place === undefined ? 'outside' : await consent.origin(place, context);
  return { document, display, origin };
}

/** As `looseText`, to be shown and not to be told of. */
export async function looseDocument(
  address: string,
  paths: PathPort,
): Promise<vscode.TextDocument | undefined> {
  const document = vscode.workspace.textDocuments.find(({ uri }) => uri.toString() === address);
  if (document === undefined || document.isUntitled) return document;
  if (!isShown(document.uri) || (await displayOf(address, paths)) !== undefined) return undefined;
  return document;
}

/** The file of the workspace that git, a notebook or the like shows under a scheme of its own. */
async function fileShownBy({ path }: vscode.Uri, paths: PathPort): Promise<string | undefined> {
  if (!/^\/(?!\/)/.test(path)) return undefined;
  for (const folder of paths.folders()) {
    const { scheme, authority } = vscode.Uri.parse(folder.uri, true);
    const file = vscode.Uri.from({ scheme, authority, path }).toString();
    if ((await displayOf(file, paths)) !== undefined) return file;
  }
  return undefined;
}

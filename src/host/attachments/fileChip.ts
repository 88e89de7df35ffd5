import path from 'node:path';
import * as l10n from '@vscode/l10n';
import { PlumbError } from '../../base/errors.ts';
import { hasImageName } from '../../tools/imageFile.ts';
import { MAX_FILE_BYTES, type WorkspacePath } from '../../tools/ports.ts';
import { readFile } from '../../tools/readFile.ts';
import type { ToolContext } from '../../tools/tool.ts';
import { editorUri } from '../files/editorUri.ts';
import { openDocument } from '../files/workspaceFiles.ts';
import { fittingText, MOST_CHARACTERS } from './boundedText.ts';
import type { RefOf } from './chipRef.ts';
import { readFolderChip } from './folderChip.ts';
import { looseText, type LooseText } from './looseText.ts';
import { placeOf } from './place.ts';
import { attachmentOf, toolText, type ReadChip, type Reading } from './reading.ts';

/** A whole file, with unsaved text; a folder that stands where the file was is read as one. */
export async function readFileChip(ref: RefOf<'file'>, reading: Reading): Promise<ReadChip> {
  const loose = await looseText(ref.uri, reading);
  if (loose !== undefined) return readLooseChip(ref, loose);
  const { context, consent } = reading;
  const place = await placeOf(ref.uri, context.paths);
  const kind = await context.files.kind(place);
  if (kind === 'missing') throw gone(place.display);
  if (kind === 'directory') return readFolderChip({ kind: 'folder', uri: ref.uri }, reading);
  if (hasImageName(place)) {
    throw new PlumbError(
      l10n.t('{0} is an image. Attach it with the Attach button, or drop it here.', place.display),
    );
  }
  if ((await context.files.size(place)) > MAX_FILE_BYTES) {
    throw new PlumbError(
      l10n.t(
        '{0} is larger than 5 MB. Select the part that matters and attach that.',
        place.display,
      ),
    );
  }
  const origin = await consent.origin(place, context);
  const attachment = attachmentOf(place.display, await textOf(place, context), {
    path: place.display,
    language: await languageOf(place),
    ...(origin === 'workspace' ? {} : { origin }),
  });
  return { ref, label: place.display, detail: place.display, attachment };
}

export function gone(name: string): PlumbError {
  return new PlumbError(l10n.t('{0} is no longer there. Remove it from the message.', name));
}

function readLooseChip(ref: RefOf<'file'>, { document, display, origin }: LooseText): ReadChip {
  const text = fittingText(document.getText(), MOST_CHARACTERS);
  const attachment = attachmentOf(display, text, {
    language: document.languageId,
    ...(origin === 'workspace' ? {} : { origin }),
  });
  const detail = document.isUntitled ? l10n.t('Not saved yet') : display;
  return { ref, label: display, detail, attachment };
}

/** For a fence: the editor's word for the language, or what the file's name ends in. */
export async function languageOf({ uri, display }: WorkspacePath): Promise<string> {
  const document = openDocument(await editorUri(uri));
  return document?.languageId ?? path.extname(display).slice(1);
}

async function textOf(place: WorkspacePath, context: ToolContext): Promise<string> {
  if (/\.ipynb$/i.test(place.display)) {
    const granted = new Set([place.uri]);
    return toolText(readFile, { path: place.display }, { ...context, granted });
  }
  const { text } = await context.files.read(place);
  return fittingText(text, MOST_CHARACTERS, { advice: 'Read them with read_file.' });
}

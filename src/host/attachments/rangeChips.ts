import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { PlumbError } from '../../base/errors.ts';
import { rangeLabel } from '../rangeLabel.ts';
import { settledText } from '../languages/settledText.ts';
import { fittingText, MOST_CHARACTERS } from './boundedText.ts';
import type { RefOf } from './chipRef.ts';
import { gone } from './fileChip.ts';
import { looseText } from './looseText.ts';
import { placeOf } from './place.ts';
import { attachmentOf, type ReadChip, type Reading } from './reading.ts';
import { findSymbolRange } from './symbolRange.ts';

/** Lines of a file, as they are now in the editor. */
export async function readSelectionChip(
  ref: RefOf<'selection'>,
  reading: Reading,
): Promise<ReadChip> {
  const { document, ...file } = await documentOf(ref.uri, reading);
  const range = document.validateRange(new vscode.Range(...ref.range));
  if (range.isEmpty) {
    throw new PlumbError(
      l10n.t('What was selected in {0} is no longer there. Select it again.', file.display),
    );
  }
  return rangeChip(ref, document, range, file);
}

/** A symbol wherever it is now in its file. */
export async function readSymbolChip(ref: RefOf<'symbol'>, reading: Reading): Promise<ReadChip> {
  const { document, ...file } = await documentOf(ref.uri, reading);
  const range = await findSymbolRange(document, ref, reading.context.signal);
  if (range === undefined) {
    throw new PlumbError(l10n.t('{0} is no longer in {1}.', ref.name, file.display));
  }
  const chip = rangeChip(ref, document, range, file);
  return { ...chip, label: ref.name, detail: chip.label };
}

interface NamedFile {
  readonly display: string;
  /** Empty for a text that is no file of the workspace. */
  readonly path: string;
  readonly origin: Awaited<ReturnType<Reading['consent']['origin']>>;
}

async function documentOf(
  uri: string,
  reading: Reading,
): Promise<NamedFile & { readonly document: vscode.TextDocument }> {
  const loose = await looseText(uri, reading);
  if (loose !== undefined) return { ...loose, path: '' };
  const { context, consent } = reading;
  const place = await placeOf(uri, context.paths);
  if ((await context.files.kind(place)) === 'missing') throw gone(place.display);
  const origin = await consent.origin(place, context);
  const document = await settledText(place);
  return { document, display: place.display, path: place.display, origin };
}

function rangeChip(
  ref: RefOf<'selection' | 'symbol'>,
  document: vscode.TextDocument,
  range: vscode.Range,
  { display, path, origin }: NamedFile,
): ReadChip {
  const label = rangeLabel(display, range);
  const line = range.start.line + 1;
  const text = fittingText(document.getText(range), MOST_CHARACTERS, {
    firstLine: line,
    advice: 'Read them with read_file.',
  });
  const attachment = attachmentOf(label, text, {
    path,
    line,
    language: document.languageId,
    ...(origin === 'workspace' ? {} : { origin }),
  });
  return { ref, label, detail: label, attachment };
}

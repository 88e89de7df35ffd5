import * as l10n from '@vscode/l10n';
import { PlumbError } from '../../src/base/errors.ts';

/** Bytes of a dropped file that goes along as text. */
const LARGEST_TEXT = 1_000_000;

/**
 * A text file that was dropped from outside of VS Code, with its name as the first line: the page
 * is not told where it lies.
 * @throws PlumbError if it is too large, no text, or a folder
 */
export async function readText(file: File): Promise<string> {
  if (file.size > LARGEST_TEXT) {
    throw new PlumbError(l10n.t('“{0}” is too large to go along as text (over 1 MB).', file.name));
  }
  const bytes = await bytesOf(file);
  if (!bytes.includes(0)) {
    try {
      return `${file.name}\n${new TextDecoder('utf-8', { fatal: true }).decode(bytes)}`;
    } catch {
      // Not UTF-8: said below.
    }
  }
  throw new PlumbError(l10n.t('“{0}” is neither an image nor a text in UTF-8.', file.name));
}

async function bytesOf(file: File): Promise<Uint8Array> {
  try {
    return new Uint8Array(await file.arrayBuffer());
  } catch (error) {
    throw new PlumbError(
      l10n.t('“{0}” cannot be read. Folders can be dropped from the Explorer.', file.name),
      { cause: error },
    );
  }
}

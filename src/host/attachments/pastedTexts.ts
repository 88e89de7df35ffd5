import { randomUUID } from 'node:crypto';
import path from 'node:path';
import * as l10n from '@vscode/l10n';
import { PlumbError } from '../../base/errors.ts';
import { withoutKeys } from '../../base/keyInText.ts';
import { createOwnFolder } from './ownFolder.ts';

/** Bytes in UTF-8 of one text. */
const LARGEST = 1024 * 1024;
const MOST_TEXTS = 50;

/** Long texts that were pasted into messages that are not sent yet. */
export interface PastedTexts {
  /**
   * Keeps a text, without API keys that stand in it.
   * @returns its id
   * @throws PlumbError if it is too long
   */
  keep(text: string): Promise<string>;
  /** @throws PlumbError if it is gone */
  read(id: string): Promise<string>;
  remove(id: string): Promise<void>;
}

/**
 * @param folder file system path
 * @param redact takes out the values that are or were the API key of this window
 */
export function createPastedTexts(folder: string, redact: (text: string) => string): PastedTexts {
  const files = createOwnFolder(path.join(folder, 'pasted'), '.txt', MOST_TEXTS);
  return {
    keep: async text => {
      if (Buffer.byteLength(text) > LARGEST) {
        throw new PlumbError(
          l10n.t('The pasted text is larger than 1 MB. Save it as a file and attach a part of it.'),
        );
      }
      const id = randomUUID();
      const kept = withoutKeys(redact(text));
      await files.update(id, () => kept);
      return id;
    },
    read: async id => {
      const text = await files.read(id);
      if (text !== undefined) return text;
      throw new PlumbError(l10n.t('The pasted text is no longer there. Paste it again.'));
    },
    remove: id => files.update(id, () => undefined),
  };
}

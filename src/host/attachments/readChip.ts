import * as l10n from '@vscode/l10n';
import { describeError, isAbort, PlumbError } from '../../base/errors.ts';
import { maskSecrets } from '../../base/secretText.ts';
import type { Redaction } from '../../chat/redaction.ts';
import { ToolRefusal } from '../../tools/tool.ts';
import type { ChipRef } from './chipRef.ts';
import { readFileChip } from './fileChip.ts';
import { readFolderChip } from './folderChip.ts';
import { readTerminalChip, readTextChip } from './otherChips.ts';
import { readSelectionChip, readSymbolChip } from './rangeChips.ts';
import type { ReadChip, Reading } from './reading.ts';
import {
  readCommitChip,
  readDiffChip,
  readOpenEditorsChip,
  readProblemsChip,
} from './workspaceChips.ts';

/**
 * What a chip stands for as it is now, without the API key, and without credentials but those that
 * a person let go along.
 * @throws PlumbError saying why it cannot go along, for people
 */
export async function readChip(
  ref: ChipRef,
  reading: Reading,
  redaction: Redaction,
): Promise<ReadChip> {
  const chip = await orReason(read(ref, reading));
  const text = redaction.text(chip.attachment.text);
  const clean = chip.attachment.origin === 'secret' ? text : maskSecrets(text);
  const tidy = (words: string): string => maskSecrets(redaction.text(words));
  const label = tidy(chip.label);
  return {
    ref: chip.ref,
    label,
    detail: tidy(chip.detail),
    attachment: { ...chip.attachment, label: tidy(chip.attachment.label), text: clean },
  };
}

async function read(ref: ChipRef, reading: Reading): Promise<ReadChip> {
  switch (ref.kind) {
    case 'file':
      return readFileChip(ref, reading);
    case 'folder':
      return readFolderChip(ref, reading);
    case 'selection':
      return readSelectionChip(ref, reading);
    case 'symbol':
      return readSymbolChip(ref, reading);
    case 'openEditors':
      return readOpenEditorsChip(ref, reading);
    case 'problems':
      return readProblemsChip(ref, reading);
    case 'diff':
      return readDiffChip(ref, reading);
    case 'terminal':
      return readTerminalChip(ref, reading);
    case 'commit':
      return readCommitChip(ref, reading);
    case 'text':
      return readTextChip(ref, reading);
    case 'narrow':
    case 'prompt':
      throw new PlumbError(l10n.t('This is nothing that can be attached.'));
  }
}

async function orReason(reading: Promise<ReadChip>): Promise<ReadChip> {
  try {
    return await reading;
  } catch (error) {
    if (error instanceof PlumbError || isAbort(error)) throw error;
    if (!(error instanceof ToolRefusal)) throw error;
    throw new PlumbError(l10n.t('It cannot be attached: {0}', describeError(error)), {
      cause: error,
    });
  }
}

import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { DisposableStore, type Disposable } from '../../base/disposable.ts';
import { describeError, PlumbError } from '../../base/errors.ts';
import type { Logger } from '../../base/logger.ts';
import { createCalibration } from '../../chat/calibration.ts';
import type { Attachment } from '../../chat/eventParts.ts';
import type { Redaction } from '../../chat/redaction.ts';
import type { Candidate, Chip } from '../../protocol/requests/composer.ts';
import type { ToolContext } from '../../tools/tool.ts';
import { askToAttach } from './askToAttach.ts';
import { encodeRef, readRef, type ChipRef } from './chipRef.ts';
import { createConsent, type AskToAttach } from './consent.ts';
import { createFileList } from './fileList.ts';
import { completeMention, orNothing } from './mentions.ts';
import { createChipOpener } from './openChip.ts';
import { createPastedTexts } from './pastedTexts.ts';
import { completePrompt, promptText, type PromptParts } from './prompts.ts';
import { readChip } from './readChip.ts';
import type { ReadChip, Reading } from './reading.ts';
import type { TerminalWatch } from './terminalWatch.ts';
import { later, watchFiles } from './watchedFiles.ts';

/** Addresses that are taken at a time. */
const MOST_URIS = 50;

/** What can go along with messages as text. One for all panels of the window. */
export interface Attachments extends Disposable {
  complete(trigger: '@' | '/', query: string): Promise<readonly Candidate[]>;
  /** @throws PlumbError if it cannot go along */
  chip(ref: ChipRef): Promise<Chip>;
  /** Of what was dropped or chosen; `problems` says of the others why they cannot go along. */
  ofUris(uris: readonly string[]): Promise<{ chips: Chip[]; problems: string[] }>;
  /** Keeps a long text until it is sent. @throws PlumbError if it is too long */
  ofText(text: string): Promise<Chip>;
  /** @throws PlumbError if the prompt is gone */
  promptText(ref: string): Promise<string>;
  /** @throws PlumbError if what it stands for is gone */
  open(ref: string): Promise<void>;
  /**
   * Reads all anew, for a message that is sent now.
   * @throws PlumbError if one of them cannot go along (any more)
   */
  read(refs: readonly string[]): Promise<readonly Attachment[]>;
  /** They stand in the chat now: what was only kept for sending is removed. */
  sent(refs: readonly string[]): Promise<void>;
}

export interface AttachmentsParts {
  /** File system path of the storage of this workspace. */
  readonly folder: string;
  /** File system path of the user's own prompts. */
  readonly promptsFolder: string;
  /** For reading only, with nothing granted. */
  readonly context: (signal: AbortSignal) => ToolContext;
  readonly terminals: TerminalWatch;
  readonly redaction: Redaction;
  readonly logger: Logger;
  readonly ask?: AskToAttach;
}

export function createAttachments(parts: AttachmentsParts): Attachments {
  const { folder, promptsFolder, context: contextOf, terminals, redaction, logger } = parts;
  const store = new DisposableStore();
  const consent = createConsent(parts.ask ?? askToAttach);
  const texts = createPastedTexts(folder, text => redaction.text(text));
  const context = (): ToolContext => contextOf(new AbortController().signal);
  const { paths, files, access, search } = context();
  const prompts: PromptParts = {
    isTrusted: () => vscode.workspace.isTrusted,
    ownFolder: promptsFolder,
    paths,
    files,
    access,
  };
  const list = store.add(
    createFileList({
      list: async () => {
        const all = { globs: [], exclude: [], limit: Number.MAX_SAFE_INTEGER };
        return (await search.findFiles(all, new AbortController().signal)).paths;
      },
      watch: watchFiles,
      later,
      failed: error => {
        logger.warn(`The files of the workspace could not be listed: ${describeError(error)}`);
      },
    }),
  );

  const read = (ref: ChipRef): Promise<ReadChip> => {
    const reading: Reading = { context: context(), consent, terminals, texts };
    return readChip(ref, reading, redaction);
  };
  const opener = store.add(createChipOpener(paths, read));
  const chip = async (ref: ChipRef): Promise<Chip> => {
    const { ref: kept, label, detail, attachment } = await read(ref);
    return {
      ref: encodeRef(kept),
      kind: kindOf(kept),
      label,
      detail,
      tokens: createCalibration().tokens(attachment.text.length),
    };
  };
  return {
    complete: (trigger, query) =>
      trigger === '/'
        ? completePrompt(query, prompts)
        : orNothing(completeMention(query, { files: list, terminals, paths, context: contextOf })),
    chip,
    ofUris: async uris => {
      const chips: Chip[] = [];
      const problems: string[] = [];
      for (const uri of new Set(uris.slice(0, MOST_URIS))) {
        try {
          chips.push(await chip({ kind: 'file', uri }));
        } catch (error) {
          if (!(error instanceof PlumbError)) throw error;
          problems.push(error.message);
        }
      }
      if (uris.length > MOST_URIS) {
        problems.push(l10n.t('At most {0} files are taken at a time.', MOST_URIS));
      }
      return { chips, problems };
    },
    ofText: async text => chip({ kind: 'text', id: await texts.keep(text) }),
    promptText: text => {
      const ref = readRef(text);
      if (ref.kind === 'prompt') return promptText(ref, prompts);
      return Promise.reject(new PlumbError(l10n.t('This prompt is no longer there.')));
    },
    open: async ref => opener.open(readRef(ref)),
    read: async refs => {
      const attachments: Attachment[] = [];
      for (const ref of new Set(refs)) {
        attachments.push({ ...(await read(readRef(ref))).attachment, ref });
      }
      return attachments;
    },
    sent: async refs => {
      for (const ref of refs.map(readRef)) if (ref.kind === 'text') await texts.remove(ref.id);
    },
    dispose: () => {
      store.dispose();
    },
  };
}

function kindOf({ kind }: ChipRef): Chip['kind'] {
  if (kind !== 'narrow' && kind !== 'prompt') return kind;
  throw new PlumbError(l10n.t('This is nothing that can be attached.'));
}

import * as vscode from 'vscode';
import { DisposableStore, type Disposable } from '../../base/disposable.ts';
import type { Logger } from '../../base/logger.ts';
import type { Redaction } from '../../chat/redaction.ts';
import type { ToolContextFactory } from '../../chat/turn.ts';
import type { PathPort } from '../../tools/ports.ts';
import type { ToolContext } from '../../tools/tool.ts';
import type { ComposerParts } from '../panel/composerHandlers.ts';
import { storagePath } from '../files/storagePath.ts';
import { createAttachments } from './createAttachments.ts';
import { createCurrentChip, type CurrentChip } from './currentChip.ts';
import { createDraftStore } from './draftStore.ts';
import type { TerminalWatch } from './terminalWatch.ts';

/** What all panels of the window need to write messages. */
export interface Composing extends Disposable, Pick<ComposerParts, 'attachments' | 'drafts'> {
  /** Of no chat: nothing that is read with it counts as shown to a model, and nothing is granted. */
  context(signal: AbortSignal): ToolContext;
  /** Of one panel, which is told what a person looks at. */
  currentChip(show: Parameters<typeof createCurrentChip>[0]['show']): CurrentChip;
}

export function createComposing(parts: {
  /** File system path of the storage of this workspace. */
  readonly folder: string;
  readonly globalStorageUri: vscode.Uri;
  readonly toolContext: ToolContextFactory;
  readonly paths: PathPort;
  readonly terminals: TerminalWatch;
  readonly redaction: Redaction;
  readonly logger: Logger;
}): Composing {
  const { folder, globalStorageUri, toolContext, paths, terminals, redaction, logger } = parts;
  const store = new DisposableStore();
  const context = (signal: AbortSignal): ToolContext =>
    toolContext({
      chatId: '',
      messageId: '',
      signal,
      onOutput: () => undefined,
      granted: new Set(),
    });
  return {
    context,
    attachments: store.add(
      createAttachments({
        folder,
        promptsFolder: storagePath(vscode.Uri.joinPath(globalStorageUri, 'prompts')),
        context,
        terminals,
        redaction,
        logger,
      }),
    ),
    drafts: createDraftStore(folder, text => redaction.text(text)),
    currentChip: show => createCurrentChip({ show, paths }),
    dispose: () => {
      store.dispose();
    },
  };
}

import * as vscode from 'vscode';
import { DisposableStore, type Disposable } from '../../base/disposable.ts';
import type { Logger } from '../../base/logger.ts';
import type { Redaction } from '../../chat/redaction.ts';
import type { ToolContextFactory } from '../../chat/turn.ts';
import type { PathPort } from '../../tools/ports.ts';
import type { ToolContext } from '../../tools/tool.ts';
import type { ComposerParts } from '../panel/composerHandlers.ts';
import { createAttachments } from './createAttachments.ts';
import { createCurrentChip, type CurrentChip } from './currentChip.ts';
import { createDraftStore } from './draftStore.ts';

/** What all panels of the window need to write messages. */
export interface Composing extends Disposable, Pick<ComposerParts, 'attachments' | 'drafts'> {
  /** For reading only, with nothing granted. */
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
  readonly redaction: Redaction;
  readonly logger: Logger;
}): Composing {
  const { folder, globalStorageUri, toolContext, paths, redaction, logger } = parts;
  const store = new DisposableStore();
  // Of no chat: nothing that was read here counts as shown to a model, and nothing is granted.
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
        promptsFolder: vscode.Uri.joinPath(globalStorageUri, 'prompts').fsPath,
        context,
        redaction,
        logger,
      }),
    ),
    drafts: createDraftStore(folder, text => redaction.text(text) !== text),
    currentChip: show => createCurrentChip({ show, paths }),
    dispose: () => {
      store.dispose();
    },
  };
}

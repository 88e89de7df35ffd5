import type * as vscode from 'vscode';
import type { Event } from '../../base/emitter.ts';
import type { Logger } from '../../base/logger.ts';
import type { Redaction } from '../../chat/redaction.ts';
import type { ToolContextFactory } from '../../chat/turn.ts';
import type { FilesPort } from '../../tools/ports.ts';
import type { Attachments } from '../attachments/createAttachments.ts';
import type { Chats } from '../chats.ts';
import type { ModelService } from '../modelService.ts';
import { createAskerConsent } from './askerConsent.ts';
import { createChatParticipant } from './createChatParticipant.ts';
import { createLanguageModel } from './createLanguageModel.ts';
import { createOfferedTools, type OfferedTools } from './createOfferedTools.ts';

/** What Plumb is to VS Code's own chat and to other extensions. */
export interface Native {
  readonly model: ReturnType<typeof createLanguageModel>;
  readonly tools: OfferedTools;
  readonly chat: vscode.ChatRequestHandler;
  readonly onDidChangeModels: Event<void>;
  /** Lets the user change which extensions may use the models. */
  manageModelAccess(): Promise<void>;
}

export function createNative(parts: {
  readonly service: Pick<ModelService, 'client' | 'catalogue'>;
  readonly chats: Pick<Chats, 'sessions' | 'budget' | 'settleLater'>;
  readonly attachments: Pick<Attachments, 'read'>;
  readonly toolContext: ToolContextFactory;
  readonly files: Pick<FilesPort, 'bytes'>;
  readonly redaction: Redaction;
  readonly currentKey: () => Promise<string | undefined>;
  readonly askForKey: () => Promise<boolean>;
  /** Of all windows. */
  readonly state: vscode.Memento;
  readonly logger: Logger;
}): Native {
  const { service, chats, logger, currentKey, askForKey } = parts;
  const consent = createAskerConsent(parts.state);
  return {
    model: createLanguageModel({
      client: service.client,
      catalogue: service.catalogue,
      budget: chats.budget,
      settleLater: chats.settleLater,
      consent,
      currentKey,
      askForKey,
      now: Date.now,
      logger,
    }),
    tools: createOfferedTools({
      toolContext: parts.toolContext,
      files: parts.files,
      redaction: parts.redaction,
      logger,
    }),
    chat: createChatParticipant({
      sessions: chats.sessions,
      attachments: parts.attachments,
      ensureKey: async () => (await currentKey()) !== undefined || (await askForKey()),
      logger,
    }),
    onDidChangeModels: service.catalogue.onDidChange,
    manageModelAccess: () => consent.manage(),
  };
}

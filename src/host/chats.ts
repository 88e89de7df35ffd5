import * as path from 'node:path';
import { parseWebhookUrl } from '../api/webhookUrl.ts';
import { delay } from '../base/abort.ts';
import { DisposableStore, type Disposable } from '../base/disposable.ts';
import type { Logger } from '../base/logger.ts';
import { createBudget, type Budget } from '../chat/budget.ts';
import { createLedger, type Ledger } from '../chat/ledger.ts';
import type { Mode } from '../chat/policy.ts';
import type { Redaction } from '../chat/redaction.ts';
import type { SessionParts } from '../chat/sessionParts.ts';
import { createSessions, type Sessions } from '../chat/sessions.ts';
import { createSettlement } from '../chat/settlement.ts';
import type { ChatSettings, ToolContextFactory } from '../chat/turn.ts';
import { replacedBy } from '../chat/branch.ts';
import { notInChat } from '../chat/conversation.ts';
import { branchChat } from './branchChat.ts';
import { createChatDeliveries, type ChatDeliveries } from './chatDeliveries.ts';
import { createChatImages, type ChatImages } from './chatImages.ts';
import { createChatStore } from './chatStore.ts';
import { createChatNotes } from './history/chatNotes.ts';
import { createImageStore } from './imageStore.ts';
import { createLedgerStore } from './ledgerStore.ts';
import type { ModelService } from './modelService.ts';
import { offeredTools } from './offeredTools.ts';
import { readSettings } from './settings.ts';

/** The chats of this window with what they keep on disk: logs, images, and the money of all windows. */
export interface Chats extends Disposable {
  readonly sessions: Sessions;
  readonly images: ChatImages;
  readonly ledger: Ledger;
  readonly budget: Budget;
  /** Asks the service what became of requests whose bill did not come. */
  readonly settleLater: SessionParts['settleLater'];
  readonly deliveries: ChatDeliveries;
  /** Makes a new chat of all up to and including a message's turn; resolves with its id. @throws PlumbError */
  readonly branch: (chatId: string, messageId: string) => Promise<string>;
  /** Makes a new chat of what the chat was before a message took other ones' place; resolves with its id. @throws PlumbError */
  readonly branchReplaced: (chatId: string, messageId: string) => Promise<string>;
}

export function createChats(parts: {
  /** Of this workspace. */
  readonly folder: string;
  /** Of all windows, for what they spend together. */
  readonly sharedFolder: string;
  readonly service: ModelService;
  readonly toolContext: ToolContextFactory;
  readonly systemPrompt: () => string;
  readonly mode: () => Mode;
  readonly redaction: Redaction;
  readonly takeUndone: SessionParts['takeUndone'];
  readonly endCommands: (chatId: string) => void;
  readonly allowedCommands: SessionParts['allowedCommands'];
  readonly projectInstructions: SessionParts['projectInstructions'];
  readonly logger: Logger;
}): Chats {
  const { folder, sharedFolder, service, logger, mode } = parts;
  const store = new DisposableStore();
  const now = (): number => Date.now();
  const chatsFolder = path.join(folder, 'chats');
  const ledger = createLedger(createLedgerStore(path.join(sharedFolder, 'spending')), now);
  const settlement = store.add(
    createSettlement({
      ledger,
      lookup: (taskUUID, signal) => service.lookUpCost(taskUUID, signal),
      onSettled: ({ taskUUID, costUsd }) => {
        sessions.settled(taskUUID, costUsd).catch((error: unknown) => {
          logger.error('A late bill could not be noted in its chat', error);
        });
      },
      wait: delay,
      now,
      logger,
    }),
  );
  const imageStore = createImageStore(chatsFolder);
  const log = createChatStore(chatsFolder);
  const newId = (): string => globalThis.crypto.randomUUID();
  const images = createChatImages({
    store: imageStore,
    takesUploads: () => service.takesUploads(),
    upload: (dataUri, signal) => service.uploadImage(dataUri, signal),
  });
  const deliveries = createChatDeliveries();
  const budget = createBudget({ ledger, dayLimitUsd: () => readSettings().budgetPerDay });
  const settleLater: SessionParts['settleLater'] = taskUUIDs => {
    settlement.settleLater(taskUUIDs);
  };

  const settingsOf = (chatId: string): ChatSettings => {
    const settings = readSettings();
    return {
      model: settings.model,
      thinkingLevel: settings.thinkingLevel,
      mode: mode(),
      maxTokens: settings.maxOutputTokens,
      facts: service.catalogue.find(settings.model),
      delivery: deliveries.chosen(chatId),
      serviceTools: [
        ...(settings.webSearch ? (['search'] as const) : []),
        ...(settings.codeInterpreter ? (['codeInterpreter'] as const) : []),
      ],
      approvals: settings.approvals,
      maxInputTokens: settings.maxInputTokens,
      chatLimitUsd: settings.budgetPerChat,
      webhookURL: () =>
        settings.webhookUrl === undefined ? undefined : parseWebhookUrl(settings.webhookUrl),
    };
  };

  const sessions: Sessions = store.add(
    createSessions({
      log,
      client: service.client,
      budget,
      images,
      settleLater,
      tools: offeredTools(),
      toolContext: parts.toolContext,
      systemPrompt: parts.systemPrompt,
      settings: settingsOf,
      redaction: parts.redaction,
      takeUndone: parts.takeUndone,
      endCommands: parts.endCommands,
      nameOf: async chatId => (await createChatNotes(folder).read()).get(chatId)?.title,
      allowedCommands: parts.allowedCommands,
      projectInstructions: parts.projectInstructions,
      now,
      newId,
      logger,
    }),
  );
  settlement.settleOpen().catch((error: unknown) => {
    logger.error('Open bills could not be looked up', error);
  });

  const branching = { log, images: imageStore, newId, now };
  return {
    sessions,
    images,
    ledger,
    budget,
    settleLater,
    deliveries,
    branch: async (chatId, messageId) => {
      const session = await sessions.open(chatId);
      return branchChat(session, messageId, branching);
    },
    branchReplaced: async (chatId, messageId) => {
      const session = await sessions.open(chatId);
      const replaced = replacedBy(session.events, messageId);
      if (replaced === undefined) throw notInChat();
      const { events, lastMessageId } = replaced;
      const title = events.findLast(event => event.type === 'titled')?.title ?? session.title;
      return branchChat({ id: chatId, title, events }, lastMessageId, branching);
    },
    dispose: () => {
      store.dispose();
    },
  };
}

import * as vscode from 'vscode';
import * as z from 'zod';
import { THINKING_LEVELS, type DeliveryMethod } from '../../api/modelClient.ts';
import { CHAT_ACTIONS } from '../../base/errors.ts';
import type { Mode } from '../../chat/policy.ts';
import type { Sessions } from '../../chat/sessions.ts';
import type { HostHandlers } from '../../protocol/rpc.ts';
import type { UsageView } from '../../protocol/viewModel.ts';
import type { PathPort } from '../../tools/ports.ts';
import { resolveWorkspacePath } from '../../tools/paths.ts';
import type { Chats } from '../chats.ts';
import { isAllowedAction } from '../allowedAction.ts';
import type { ApplyParts } from '../answer/applyCode.ts';
import type { History } from '../history/createHistory.ts';
import type { ChatTransfer } from '../history/transferChats.ts';
import { openNewFile } from '../editorActions.ts';
import { pickImageFiles, readImageFile } from '../imageFiles.ts';
import { openLink } from '../openLink.ts';
import type { PanelReview } from '../panelReview.ts';
import type { Surface } from '../surfaces/surface.ts';
import { sessionAction } from '../sessionAction.ts';
import { writeSetting } from '../settings.ts';
import { createAnswerHandlers } from './answerHandlers.ts';
import { createComposerHandlers, type ComposerParts } from './composerHandlers.ts';
import { createConversationHandlers, type ConversationParts } from './conversationHandlers.ts';
import { createGlanceHandlers } from './glanceHandlers.ts';
import { createHistoryHandlers } from './historyHandlers.ts';
import { createTranscriptHandlers } from './transcriptHandlers.ts';

export interface PanelHandlerParts {
  readonly surface: Surface;
  readonly sessions: Sessions;
  readonly history: History;
  readonly transfer: ChatTransfer;
  readonly paths: PathPort;
  /** Commands act in this surface from now on. */
  readonly activate: () => void;
  readonly setMode: (mode: Mode) => Promise<void>;
  readonly setDelivery: (chatId: string, delivery: DeliveryMethod) => void;
  readonly refreshModels: () => Promise<void>;
  readonly withoutKey: ConversationParts['withoutKey'];
  readonly send: ConversationParts['send'];
  readonly usage: () => Promise<UsageView>;
  /** What code and names in an answer need: see `createAnswerHandlers`. */
  readonly answer: Omit<ApplyParts, 'controller' | 'paths'>;
  readonly review: PanelReview;
  readonly composer: Omit<ComposerParts, 'sessions'> & ConversationParts['composer'];
  /** The panel is drawn: it hears again what it is told by events. */
  readonly drawn: () => void;
  readonly goBack: ConversationParts['goBack'];
  readonly branches: Pick<Chats, 'branch' | 'branchReplaced'>;
  /** Asks what is to go back, files or chat or both, and does it. */
  readonly restoreCheckpoint: (chatId: string, messageId: string) => Promise<void>;
}

/** What the host does at each request of the panel; what arrives here was checked by its table. */
export function createPanelHandlers(parts: PanelHandlerParts): HostHandlers {
  const { surface, sessions } = parts;
  const { controller } = surface;
  return {
    ...createTranscriptHandlers(controller),
    ...createComposerHandlers({ ...parts.composer, sessions }),
    ...createConversationHandlers({
      ...parts,
      ensureKey: () => surface.ensureKey(),
      branch: async (chatId, messageId) => {
        await surface.openChat(await parts.branches.branch(chatId, messageId));
      },
    }),
    ...createHistoryHandlers({ ...parts, controller, openChat: id => surface.openChat(id) }),
    ...createAnswerHandlers({ ...parts.answer, controller, paths: parts.paths }),
    ...createGlanceHandlers(sessions),
    ready: () => Promise.resolve(controller.state()),
    drawn: () => {
      parts.drawn();
      return Promise.resolve({});
    },
    focused: async () => {
      parts.activate();
      // Another window may have gone on with it, or let it go.
      await controller.session.look();
      return {};
    },
    stop: () => {
      surface.stop();
      return Promise.resolve({});
    },
    newChat: () => {
      surface.newChat();
      return Promise.resolve({});
    },
    openChat: async ({ id }) => {
      await surface.openChat(id);
      return {};
    },
    decide: async decision => {
      const session = await sessions.open(decision.chatId);
      return { accepted: session.decide(decision) };
    },
    keepEdits: async ({ target }) => {
      await parts.review.keep(target);
      return {};
    },
    undoEdits: async ({ target }) => {
      await parts.review.undo(target);
      return {};
    },
    openChange: async ({ uri, hunkId }) => {
      await parts.review.open(uri, hunkId);
      return {};
    },
    openDiff: async ({ uri }) => {
      await parts.review.openDiff(uri);
      return {};
    },
    restoreCheckpoint: async ({ chatId, messageId }) => {
      await parts.restoreCheckpoint(chatId, messageId);
      return {};
    },
    setModel: async ({ model }) => {
      await writeSetting('model', model);
      return {};
    },
    setThinkingLevel: async ({ level }) => {
      await writeSetting('thinkingLevel', z.enum(THINKING_LEVELS).parse(level));
      return {};
    },
    setMode: async ({ mode }) => {
      await parts.setMode(mode);
      return {};
    },
    manageTrust: async () => {
      await vscode.commands.executeCommand('workbench.trust.manage');
      return {};
    },
    runAction: async ({ itemId, index }) => {
      const item = controller.item(itemId);
      const action = item?.kind === 'notice' ? item.actions[index] : undefined;
      if (action === undefined) return {};
      const { command, args = [] } = action;
      if (command === CHAT_ACTIONS.openReplaced) {
        const { id } = controller.session;
        await surface.openChat(await parts.branches.branchReplaced(id, args[0] ?? ''));
        return {};
      }
      const act = sessionAction(controller.session, command, args);
      if (act !== undefined) await act();
      else if (isAllowedAction(action)) await vscode.commands.executeCommand(command, ...args);
      return {};
    },
    setDelivery: ({ chatId, delivery }) => {
      parts.setDelivery(chatId, delivery);
      return Promise.resolve({});
    },
    setServiceTool: async ({ tool, isOn }) => {
      await writeSetting(tool === 'search' ? 'tools.webSearch' : 'tools.codeInterpreter', isOn);
      return {};
    },
    refreshModels: async () => {
      await parts.refreshModels();
      return {};
    },
    summarise: async ({ chatId }) => {
      const session = await sessions.open(chatId);
      if (await surface.ensureKey()) await session.summarise();
      return {};
    },
    keepAnswer: async ({ chatId, itemId, index }) => {
      const session = await sessions.open(chatId);
      await session.keepAnswer(itemId, index);
      return {};
    },
    pickImages: async () => ({ files: await pickImageFiles() }),
    readImage: ({ uri }) => readImageFile(vscode.Uri.parse(uri, true)),
    usage: parts.usage,
    setApiKey: async () => {
      await surface.enterKey();
      return {};
    },
    newFile: async ({ text, language }) => {
      await openNewFile(text, language);
      return {};
    },
    openLink: async ({ href }) => {
      await openLink(href);
      return {};
    },
    openFile: async ({ path, line = 1 }) => {
      const { uri } = await resolveWorkspacePath(path, parts.paths);
      const position = new vscode.Position(Math.max(0, line - 1), 0);
      await vscode.window.showTextDocument(vscode.Uri.parse(uri, true), {
        selection: new vscode.Range(position, position),
      });
      return {};
    },
  };
}

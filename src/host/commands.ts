import * as vscode from 'vscode';
import * as l10n from '@vscode/l10n';
import * as z from 'zod';
import { COMMANDS } from '../base/ids.ts';
import type { Session } from '../chat/session.ts';
import type { History } from './history/createHistory.ts';
import type { ChatTransfer } from './history/transferChats.ts';
import { askForJson } from './askForJson.ts';
import { openWalkthrough } from './glance/openWalkthrough.ts';
import type { BackgroundRuns } from './backgroundRuns.ts';
import { attachCommands } from './attachments/attachCommands.ts';
import type { Attachments } from './attachments/createAttachments.ts';
import type { Native } from './lm/createNative.ts';
import type { TerminalWatch } from './attachments/terminalWatch.ts';
import type { AskInChat } from './askInChat.ts';
import type { ToolContext } from '../tools/tool.ts';
import type { LogChannel } from './log.ts';
import { historyNotes } from '../protocol/historyNotes.ts';
import type { Review } from './review/review.ts';
import { createReviewCommands } from './review/reviewCommands.ts';
import type { ScmCommands } from './scm/scmCommands.ts';
import type { EditorTabs } from './surfaces/editorTabs.ts';
import { moveToSecondarySideBar, moveToSideBar } from './surfaces/sideBars.ts';
import type { Surfaces } from './surfaces/surfaces.ts';
import { createExplain } from './selection/explain.ts';
import { createExplanationCommands } from './selection/explanationCommands.ts';
import type { Explanations } from './selection/explanations.ts';
import { createSelectionCommands } from './selection/selectionCommands.ts';
import { createFileCommands } from './explorer/fileCommands.ts';
import { createProblemCommands } from './problems/problemCommands.ts';
import { createTerminalCommands } from './terminal/terminalCommands.ts';
import { createTestCommands } from './testing/testCommands.ts';

export type CommandId = (typeof COMMANDS)[keyof typeof COMMANDS];

export interface CommandParts {
  readonly surfaces: Surfaces;
  readonly tabs: EditorTabs;
  readonly history: History;
  readonly transfer: ChatTransfer;
  readonly attachments: Attachments;
  /** For reading only, with nothing granted. */
  readonly context: (signal: AbortSignal) => ToolContext;
  readonly terminals: TerminalWatch;
  readonly explanations: Explanations;
  /** A chat of its own that is not shown. */
  readonly createChat: () => Session;
  readonly log: LogChannel;
  readonly native: Pick<Native, 'manageModelAccess'>;
  readonly clearKey: () => Promise<void>;
  /** False where the model can only read, so that no call that changes anything can be asked for. */
  readonly mayEdit: () => boolean;
  /** Whether a person is asked before an edit of a plain file. */
  readonly asksToEdit: () => boolean;
  /** Ends what runs in a chat, with the commands that it left running. */
  readonly stopChat: (id: string) => void;
  readonly backgroundRuns: BackgroundRuns;
  readonly diagnostics: vscode.DiagnosticCollection;
  readonly review: Review;
  readonly scm: ScmCommands;
  readonly ask: AskInChat;
  readonly restoreCheckpoint: (args: readonly unknown[]) => Promise<void>;
}

/** One entry a command; arguments come from menus, keybindings and other extensions, unchecked. */
export function createCommands(
  parts: CommandParts,
): Readonly<Record<CommandId, (args: readonly unknown[]) => Promise<void>>> {
  const { surfaces } = parts;
  const reveal = (): Promise<void> => surfaces.active.page.reveal();
  const ensureKey = (): Promise<boolean> => surfaces.active.ensureKey();
  const current = (): Session => surfaces.active.controller.session;
  const openChat = async (id: string | undefined): Promise<void> => {
    if (id === undefined) return;
    await surfaces.active.openChat(id);
    await reveal();
  };
  const newChat = async (): Promise<Session> => {
    surfaces.active.newChat();
    await reveal();
    return current();
  };

  const explain = createExplain({ ...parts, ensureKey });
  const shared = { ...parts, explain, ensureKey, openChat, page: () => surfaces.active.page };
  const { fixTarget, ...selectionCommands } = createSelectionCommands(shared);

  return {
    ...createReviewCommands(parts.review),
    ...parts.scm,
    ...attachCommands(parts.attachments, () => surfaces.active.page),
    ...selectionCommands,
    ...createExplanationCommands(shared),
    ...createProblemCommands({ ...shared, fixTarget }),
    ...createTerminalCommands(shared),
    ...createTestCommands(shared),
    ...createFileCommands(shared),
    [COMMANDS.restoreCheckpoint]: parts.restoreCheckpoint,
    [COMMANDS.openChat]: async ([id]) => {
      const chatId = z.string().safeParse(id);
      await (chatId.success ? openChat(chatId.data) : reveal());
    },
    [COMMANDS.openWalkthrough]: openWalkthrough,
    [COMMANDS.manageModelAccess]: () => parts.native.manageModelAccess(),
    [COMMANDS.newChat]: async () => {
      await newChat();
    },
    [COMMANDS.exportChat]: async ([id, target]) => {
      await parts.transfer.exportChat(
        z.string().safeParse(id).data ?? current().id,
        UriLike.safeParse(target).data,
      );
    },
    [COMMANDS.importChat]: async ([source]) =>
      openChat(await parts.transfer.importChat(UriLike.safeParse(source).data)),
    [COMMANDS.openChatInEditor]: () => parts.tabs.open(current()),
    [COMMANDS.moveToSecondarySideBar]: moveToSecondarySideBar,
    [COMMANDS.moveToSideBar]: moveToSideBar,
    [COMMANDS.showHistory]: async () => openChat(await pickChat(parts.history)),
    // Of the chat that was used last, or of those that are named.
    [COMMANDS.stop]: ids => {
      const named = z.array(z.string()).min(1).safeParse(ids);
      if (named.success) named.data.forEach(parts.stopChat);
      else surfaces.active.stop();
      return Promise.resolve();
    },
    [COMMANDS.setApiKey]: async () => {
      await surfaces.active.enterKey();
    },
    [COMMANDS.clearApiKey]: parts.clearKey,
    [COMMANDS.showLog]: () => {
      parts.log.show();
      return Promise.resolve();
    },
    [COMMANDS.findInChat]: () => surfaces.active.page.tell('findInChat', {}),
    [COMMANDS.showUsage]: async () => {
      await surfaces.active.page.tell('showUsage', {});
    },
    [COMMANDS.askForJson]: async () => {
      await askForJson({
        ensureKey,
        diagnostics: parts.diagnostics,
        newChat,
        context: parts.context,
      });
    },
    [COMMANDS.summariseChat]: async () => {
      await reveal();
      if (await ensureKey()) await current().summarise();
    },
    [COMMANDS.runInBackground]: async () => {
      const text = await vscode.window.showInputBox({
        title: l10n.t('Plumb: Run in Background'),
        prompt: l10n.t(
          'The answer is made while you go on; what it wants to change still waits for you.',
        ),
        ignoreFocusOut: true,
      });
      if (text === undefined || text.trim() === '' || !(await ensureKey())) return;
      await parts.backgroundRuns.start(text);
    },
    [COMMANDS.showBackgroundRuns]: async () => openChat(await parts.backgroundRuns.pick()),
  };
}

const UriLike = z.custom<vscode.Uri>(value => value instanceof vscode.Uri);

async function pickChat(history: History): Promise<string | undefined> {
  const all = await history.list();
  const chats = [...all.filter(({ pinned }) => pinned), ...all.filter(({ pinned }) => !pinned)];
  const picked = await vscode.window.showQuickPick(
    chats.map(chat => ({
      id: chat.id,
      label: chat.pinned ? `$(pinned) ${chat.title}` : chat.title,
      description: [
        ...historyNotes(chat),
        new Date(chat.updatedAt).toLocaleString(vscode.env.language),
      ].join(' · '),
    })),
    {
      title: l10n.t('Plumb: History'),
      placeHolder: chats.length === 0 ? l10n.t('No chats yet') : l10n.t('Open a chat'),
    },
  );
  return picked?.id;
}

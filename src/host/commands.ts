import * as vscode from 'vscode';
import * as l10n from '@vscode/l10n';
import { z } from 'zod';
import { COMMANDS } from '../base/ids.ts';
import type { ToolChoice } from '../api/modelClient.ts';
import type { Attachment } from '../chat/eventParts.ts';
import type { History } from './history/createHistory.ts';
import type { ChatTransfer } from './history/transferChats.ts';
import { askForJson } from './askForJson.ts';
import type { BackgroundRuns } from './backgroundRuns.ts';
import type { ChatController } from './chatController.ts';
import type { ChatView } from './chatView.ts';
import { selectionAttachment, surroundingsAttachment } from './editorContext.ts';
import { readImageFile } from './imageFiles.ts';
import type { LogChannel } from './log.ts';
import type { Review } from './review/review.ts';
import { createReviewCommands } from './review/reviewCommands.ts';
import { SELECTION_ACTIONS, fixProblemPrompt } from './selectionActions.ts';

export type CommandId = (typeof COMMANDS)[keyof typeof COMMANDS];

export interface CommandParts {
  readonly controller: ChatController;
  readonly history: History;
  readonly transfer: ChatTransfer;
  readonly view: ChatView;
  readonly log: LogChannel;
  readonly askForKey: () => Promise<boolean>;
  readonly clearKey: () => Promise<void>;
  readonly ensureKey: () => Promise<boolean>;
  readonly openChat: (id: string) => Promise<void>;
  readonly newChat: () => void;
  /** False where the model can only read, so that no call that changes anything can be asked for. */
  readonly mayEdit: () => boolean;
  readonly backgroundRuns: BackgroundRuns;
  readonly diagnostics: vscode.DiagnosticCollection;
  /** Ends what runs in the chat that is shown, commands in the background too. */
  readonly stop: () => void;
  readonly review: Review;
  readonly restoreCheckpoint: (args: readonly unknown[]) => Promise<void>;
}

/** One entry a command; arguments come from menus, keybindings and other extensions, unchecked. */
export function createCommands(
  parts: CommandParts,
): Readonly<Record<CommandId, (args: readonly unknown[]) => Promise<void>>> {
  const { controller, view } = parts;

  const ask = async (
    text: string,
    attachment: Attachment,
    toolChoice?: ToolChoice,
  ): Promise<void> => {
    await view.reveal();
    if (!(await parts.ensureKey())) return;
    const options = toolChoice === undefined ? {} : { toolChoice };
    await controller.session.send({ text, attachments: [attachment], options });
  };
  const askOfSelection = async (command: CommandId): Promise<void> => {
    const action = SELECTION_ACTIONS.find(candidate => candidate.command === command);
    if (action === undefined) return;
    const attachment = await selectionAttachment(vscode.window.activeTextEditor);
    await ask(action.prompt(), attachment, parts.mayEdit() ? action.toolChoice : undefined);
  };

  return {
    ...createReviewCommands(parts.review),
    [COMMANDS.restoreCheckpoint]: parts.restoreCheckpoint,
    [COMMANDS.openChat]: () => view.reveal(),
    [COMMANDS.newChat]: async () => {
      parts.newChat();
      await view.reveal();
    },
    [COMMANDS.showHistory]: async () => {
      const id = await pickChat(parts.history);
      if (id === undefined) return;
      await parts.openChat(id);
      await view.reveal();
    },
    [COMMANDS.exportChat]: async ([id, target]) => {
      await parts.transfer.exportChat(
        z.string().safeParse(id).data ?? controller.session.id,
        UriLike.safeParse(target).data,
      );
    },
    [COMMANDS.importChat]: async ([source]) => {
      const id = await parts.transfer.importChat(UriLike.safeParse(source).data);
      if (id === undefined) return;
      await parts.openChat(id);
      await view.reveal();
    },
    [COMMANDS.stop]: () => {
      parts.stop();
      return Promise.resolve();
    },
    [COMMANDS.setApiKey]: async () => {
      await parts.askForKey();
    },
    [COMMANDS.clearApiKey]: parts.clearKey,
    [COMMANDS.showLog]: () => {
      parts.log.show();
      return Promise.resolve();
    },
    [COMMANDS.showUsage]: async () => {
      await view.tell('showUsage', {});
    },
    [COMMANDS.addFileToChat]: async ([argument, all]) => {
      const uris = z.array(UriLike).safeParse(all).data ?? [UriLike.parse(argument)];
      const files = await Promise.all(uris.map(readImageFile));
      await view.tell('addImages', { files });
    },
    [COMMANDS.askForJson]: async () => {
      await askForJson({
        ensureKey: parts.ensureKey,
        diagnostics: parts.diagnostics,
        newChat: async () => {
          parts.newChat();
          await view.reveal();
          return controller.session;
        },
      });
    },
    [COMMANDS.summariseChat]: async () => {
      await view.reveal();
      if (await parts.ensureKey()) await controller.session.summarise();
    },
    [COMMANDS.runInBackground]: async () => {
      const text = await vscode.window.showInputBox({
        title: l10n.t('Plumb: Run in Background'),
        prompt: l10n.t(
          'The answer is made while you go on; what it wants to change still waits for you.',
        ),
        ignoreFocusOut: true,
      });
      if (text === undefined || text.trim() === '' || !(await parts.ensureKey())) return;
      await parts.backgroundRuns.start(text);
    },
    [COMMANDS.showBackgroundRuns]: async () => {
      const id = await parts.backgroundRuns.pick();
      if (id === undefined) return;
      await parts.openChat(id);
      await view.reveal();
    },
    [COMMANDS.explain]: () => askOfSelection(COMMANDS.explain),
    [COMMANDS.fix]: async ([argument]) => {
      const problem = Problem.safeParse(argument);
      if (!problem.success) return askOfSelection(COMMANDS.fix);
      const { uri, message, source } = problem.data;
      const document = await vscode.workspace.openTextDocument(vscode.Uri.parse(uri, true));
      const attachment = surroundingsAttachment(document, rangeOf(problem.data));
      const toolChoice = parts.mayEdit() ? ({ type: 'any' } as const) : undefined;
      return ask(fixProblemPrompt(message, source), attachment, toolChoice);
    },
    [COMMANDS.refactor]: () => askOfSelection(COMMANDS.refactor),
    [COMMANDS.generateTests]: () => askOfSelection(COMMANDS.generateTests),
    [COMMANDS.generateDocs]: () => askOfSelection(COMMANDS.generateDocs),
  };
}

const UriLike = z.custom<vscode.Uri>(value => value instanceof vscode.Uri);

/** As `ProblemArgument` of codeActions.ts, which may not load zod. */
const Problem = z.object({
  uri: z.string(),
  startLine: z.int().min(0),
  startCharacter: z.int().min(0),
  endLine: z.int().min(0),
  endCharacter: z.int().min(0),
  message: z.string(),
  source: z.string().optional(),
});

function rangeOf(problem: z.infer<typeof Problem>): vscode.Range {
  return new vscode.Range(
    problem.startLine,
    problem.startCharacter,
    problem.endLine,
    problem.endCharacter,
  );
}

async function pickChat(history: History): Promise<string | undefined> {
  const all = await history.list();
  const chats = [...all.filter(({ pinned }) => pinned), ...all.filter(({ pinned }) => !pinned)];
  const picked = await vscode.window.showQuickPick(
    chats.map(({ id, title, updatedAt, pinned }) => ({
      id,
      label: pinned ? `$(pinned) ${title}` : title,
      description: new Date(updatedAt).toLocaleString(vscode.env.language),
    })),
    {
      title: l10n.t('Plumb: History'),
      placeHolder: chats.length === 0 ? l10n.t('No chats yet') : l10n.t('Open a chat'),
    },
  );
  return picked?.id;
}

import * as l10n from '@vscode/l10n';
import { PlumbError } from '../base/errors.ts';
import type { Logger } from '../base/logger.ts';
import { checkpointsOf, editsSince, type UserMessage } from '../chat/checkpointLog.ts';
import { notInChat } from '../chat/conversation.ts';
import type { Session } from '../chat/session.ts';
import type { UndoneRows } from '../chat/undoneEdits.ts';
import { urisOf, type FileNow } from '../edits/checkpoint.ts';
import { changesSince, checkpointPlan, type Asked, type CheckpointPlan } from './checkpointPlan.ts';
import type {
  AppliedTransaction,
  EditOrigin,
  FileRestoration,
  Transactions,
} from './edits/transactions.ts';
import { restoredEdits } from './restoredEdits.ts';

/** What a person is asked on the way back; undefined or false is a change of mind. */
export interface CheckpointPrompts {
  /** The chat is at work: it would have to stop. */
  mayStop(): Promise<boolean>;
  chooseMessage(
    messages: readonly { readonly message: UserMessage; readonly files: number }[],
  ): Promise<UserMessage | undefined>;
  /** @param messages how many of the user's would leave the chat; undefined if it cannot go back */
  chooseWhat(
    plan: CheckpointPlan,
    messages: number | undefined,
  ): Promise<'files' | 'chat' | 'both' | undefined>;
  /** A message is sent anew: whether the files go back to before it too. Only asked if they can. */
  chooseWithFiles(plan: CheckpointPlan): Promise<'chat' | 'both' | undefined>;
  /** About a file that the user changed since. */
  chooseText(file: Asked): Promise<'mine' | 'checkpoint' | 'merged' | undefined>;
  /** Says what was done, without waiting; `undo` takes it back. */
  tellRestored(count: number, left: readonly string[], undo: () => Promise<void>): void;
}

/** Goes back to the state before a message: its files, the chat, or both. */
export interface Checkpoints {
  /** Asks what to set back. A change of mind at any question changes nothing. @throws PlumbError */
  restore(chatId: string, messageId: string): Promise<void>;
  /**
   * Makes ready for a message to be sent anew: stops what runs, and sets files back if a person wants
   * that. The chat itself stays for the sender to set back. @returns false after a change of mind
   * @throws PlumbError
   */
  goBack(chatId: string, messageId: string): Promise<boolean>;
  /** Asks for the message first, of this chat. Throws as `restore`. */
  pick(chatId: string): Promise<void>;
  /** What was set back under a chat that still speaks of it, since it was last asked for; told once. */
  takeRestored(chatId: string): readonly UndoneRows[];
}

export interface CheckpointParts {
  readonly transactions: Pick<Transactions, 'history' | 'restore' | 'onDidApply'>;
  readonly openSession: (chatId: string) => Promise<Session>;
  readonly fileNow: (uri: string) => Promise<FileNow>;
  readonly prompts: CheckpointPrompts;
  /** Puts the text of a message that was taken back where it can be written anew. */
  readonly putInComposer: (chatId: string, text: string) => Promise<void>;
  readonly logger: Logger;
}

type Checkpoint = Extract<EditOrigin, { kind: 'checkpoint' }>;

export function createCheckpoints(parts: CheckpointParts): Checkpoints {
  const { transactions, prompts, logger } = parts;
  const untold = new Map<string, readonly UndoneRows[]>();
  const note = (chatId: string, done: AppliedTransaction): void => {
    untold.set(chatId, [...(untold.get(chatId) ?? []), ...restoredEdits(done)]);
  };

  /** A store that cannot be read at all holds nothing; the chat's log still says what is missing. */
  const historyOf = async (chatId: string): Promise<readonly AppliedTransaction[]> => {
    try {
      return await transactions.history(chatId);
    } catch (error) {
      logger.error('The record of edits could not be read', error);
      return [];
    }
  };
  const planOf = async (session: Session, messageId: string): Promise<CheckpointPlan> => {
    const since = editsSince(session.events, messageId);
    if (since === undefined) throw notInChat();
    const changes = changesSince(await historyOf(session.id), since);
    const now = new Map<string, FileNow>();
    for (const uri of urisOf(changes)) now.set(uri, await parts.fileNow(uri));
    return checkpointPlan(changes, since, uri => now.get(uri) ?? 'missing');
  };
  /** @returns false if the user would rather let it work */
  const stopped = async (session: Session): Promise<boolean> => {
    if (session.state === 'idle') return true;
    if (!(await prompts.mayStop())) return false;
    session.stop();
    await session.whenIdle();
    return true;
  };
  const apply = async (
    files: readonly FileRestoration[],
    origin: Checkpoint,
  ): Promise<AppliedTransaction | undefined> => {
    let done: AppliedTransaction | undefined;
    const subscription = transactions.onDidApply(applied => {
      if (isOf(applied.origin, origin)) done = applied;
    });
    try {
      const outcome = await transactions.restore(files, origin, new AbortController().signal);
      if (outcome.applied) return done;
      throw new PlumbError(l10n.t('Nothing was restored. {0}', outcome.reason));
    } finally {
      subscription.dispose();
    }
  };
  const restoreFiles = async (
    chatId: string,
    messageId: string,
    files: readonly FileRestoration[],
    left: readonly string[],
  ): Promise<AppliedTransaction | undefined> => {
    const origin = { kind: 'checkpoint', chatId, messageId } as const;
    const done = files.length === 0 ? undefined : await apply(files, origin);
    prompts.tellRestored(done?.files.length ?? 0, left, async () => {
      if (done === undefined) return;
      const undone = await apply(backAgain(done), origin);
      if (undone !== undefined) note(chatId, undone);
    });
    return done;
  };

  const sessionWith = async (chatId: string, messageId: string): Promise<Session> => {
    const session = await parts.openSession(chatId);
    if (checkpointsOf(session.events).some(({ id }) => id === messageId)) return session;
    throw notInChat();
  };
  const checkIdle = (session: Session): void => {
    if (session.state === 'idle') return;
    throw new PlumbError(l10n.t('The chat has begun to work again, so nothing was restored.'));
  };

  const goBack = async (chatId: string, messageId: string): Promise<boolean> => {
    const session = await sessionWith(chatId, messageId);
    if (session.readOnly !== undefined) throw new PlumbError(session.readOnly);
    if (!(await stopped(session))) return false;
    const plan = await planOf(session, messageId);
    if (plan.restored.length + plan.changed.length === 0) return true;
    const chosen = await prompts.chooseWithFiles(plan);
    if (chosen === undefined) return false;
    const files = chosen === 'chat' ? [] : await chosenFiles(plan, prompts);
    if (files === undefined) return false;
    checkIdle(session);
    if (chosen === 'chat') return true;
    await restoreFiles(chatId, messageId, files, [...plan.blocked, ...plan.lost]);
    return true;
  };

  const restore = async (chatId: string, messageId: string): Promise<void> => {
    const session = await sessionWith(chatId, messageId);
    if (!(await stopped(session))) return;
    const plan = await planOf(session, messageId);
    const chosen = await prompts.chooseWhat(plan, messagesSince(session, messageId));
    if (chosen === undefined) return;
    const files = chosen === 'chat' ? [] : await chosenFiles(plan, prompts);
    if (files === undefined) return;
    checkIdle(session);
    if (chosen !== 'chat') {
      const left = [...plan.blocked, ...plan.lost];
      const done = await restoreFiles(chatId, messageId, files, left);
      if (chosen === 'files' && done !== undefined) note(chatId, done);
    }
    if (chosen !== 'files') await parts.putInComposer(chatId, await session.rewind(messageId));
  };

  return {
    restore,
    goBack,
    pick: async chatId => {
      const session = await parts.openSession(chatId);
      const history = await historyOf(chatId);
      const messages = [...checkpointsOf(session.events)].reverse().map(message => {
        const since = editsSince(session.events, message.id);
        const changes = since === undefined ? [] : changesSince(history, since);
        const names = changes.flatMap(({ files }) => files.map(({ display }) => display));
        return { message, files: new Set(names).size };
      });
      const message = await prompts.chooseMessage(messages);
      if (message !== undefined) await restore(chatId, message.id);
    },
    takeRestored: chatId => {
      const taken = untold.get(chatId) ?? [];
      untold.delete(chatId);
      return taken;
    },
  };
}

/** @returns undefined if the user changed their mind */
async function chosenFiles(
  { restored, changed }: CheckpointPlan,
  prompts: CheckpointPrompts,
): Promise<readonly FileRestoration[] | undefined> {
  const files = restored.map(({ display, now, target }) => ({ display, expected: now, target }));
  for (const file of changed) {
    const choice = await prompts.chooseText(file);
    if (choice === undefined) return undefined;
    if (choice === 'mine') continue;
    const target = choice === 'merged' ? file.merged : file.target;
    files.push({ display: file.display, expected: file.now, target });
  }
  return files;
}

function isOf(origin: EditOrigin, { chatId, messageId }: Checkpoint): boolean {
  return origin.kind === 'checkpoint' && origin.chatId === chatId && origin.messageId === messageId;
}

/** What takes a change set back. */
function backAgain({ files }: AppliedTransaction): readonly FileRestoration[] {
  return files.map(({ display, before, after }) => ({ display, expected: after, target: before }));
}

function messagesSince({ events, readOnly }: Session, messageId: string): number | undefined {
  if (readOnly !== undefined) return undefined;
  const messages = checkpointsOf(events);
  return messages.length - messages.findIndex(({ id }) => id === messageId);
}

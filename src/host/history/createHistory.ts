import path from 'node:path';
import * as l10n from '@vscode/l10n';
import { PlumbError } from '../../base/errors.ts';
import type { Logger } from '../../base/logger.ts';
import { openElsewhere } from '../../chat/chatHold.ts';
import type { Session } from '../../chat/session.ts';
import type { Sessions } from '../../chat/sessions.ts';
import type { DeletedChat, HistoryChat } from '../../protocol/requests/history.ts';
import { createChatHeads, type ChatHead } from './chatHeads.ts';
import { createChatNotes } from './chatNotes.ts';
import { createChatSearch, type ChatSearch } from './chatSearch.ts';
import { createTrash } from './trash.ts';

/** All chats of the workspace, and what a person does with them. */
export interface History {
  /** Newest first. */
  list(): Promise<HistoryChat[]>;
  /** A search of its own: each list that is open has one. */
  createSearch(): ChatSearch;
  /** @throws PlumbError if the title is empty; Error if it cannot be written */
  setTitle(id: string, title: string): Promise<void>;
  pin(id: string, pinned: boolean): Promise<void>;
  /**
   * Moves a chat out of the way, until it is restored or 30 days have passed.
   * @returns false if a person wants it to go on
   * @throws PlumbError if another window has it: what that one writes next would be lost to it
   */
  remove(id: string): Promise<boolean>;
  /** Latest first. */
  deleted(): Promise<DeletedChat[]>;
  /** @throws PlumbError if it is there no more */
  restore(id: string): Promise<void>;
}

const LONGEST_TITLE = 200;

export function createHistory(parts: {
  /** Of the workspace's storage. */
  readonly folder: string;
  readonly sessions: Sessions;
  /** Ends what runs in the background of a chat. */
  readonly endCommands: (chatId: string) => Promise<void>;
  /** Whether a chat that is at work may be stopped and deleted. */
  readonly mayStop: (title: string) => Promise<boolean>;
  readonly onRemoved: (chatId: string) => void;
  readonly logger: Logger;
  /** ms since 1970. */
  readonly now: () => number;
}): History {
  const { folder, sessions, endCommands, mayStop, onRemoved, logger, now } = parts;
  const chatsFolder = path.join(folder, 'chats');
  const heads = createChatHeads(chatsFolder);
  const notes = createChatNotes(folder);
  const trash = createTrash(folder, now);

  const loaded = (id: string): Session | undefined =>
    sessions.loaded().find(session => session.id === id);

  // The list reads no more of a log than its beginning, and a first message can be replaced later.
  sessions.onLoaded(session => {
    session.onEvent(event => {
      if (event.type !== 'titled' || event.by === 'person') return;
      if (!session.events.some(({ type }) => type === 'userMessage')) return;
      notes.write(session.id, { retitled: event.title }).catch((error: unknown) => {
        logger.error('The new title of a chat could not be noted', error);
      });
    });
  });

  const states = (): States =>
    new Map(sessions.loaded().map(session => [session.id, stateOf(session)]));
  /** Another window that holds a chat may be at work on it. */
  const interruptedOf = async (
    found: readonly ChatHead[],
    before: States,
  ): Promise<ReadonlySet<string>> => {
    const ids = found
      .filter(({ id, isOpenEnded }) => isOpenEnded && working(before, id) === undefined)
      .map(({ id }) => id);
    const elsewhere = await Promise.all(ids.map(id => sessions.isElsewhere(id)));
    return new Set(ids.filter((_, at) => elsewhere[at] !== true));
  };

  const list = async (): Promise<HistoryChat[]> => {
    // Before the logs are read too: a turn that ends meanwhile has not broken off.
    const before = states();
    const [found, noted] = await Promise.all([heads.list(), notes.read()]);
    const interrupted = await interruptedOf(found, before);
    const now = states();
    return found.map(({ id, title, updatedAt, problem }) => ({
      id,
      title: noted.get(id)?.title ?? noted.get(id)?.retitled ?? title ?? l10n.t('Untitled chat'),
      updatedAt,
      pinned: noted.get(id)?.pinned ?? false,
      state: working(now, id) ?? (interrupted.has(id) ? 'interrupted' : 'idle'),
      ...(problem === undefined ? {} : { problem }),
    }));
  };
  const titleOf = async (id: string): Promise<string> =>
    (await list()).find(chat => chat.id === id)?.title ?? l10n.t('Untitled chat');

  return {
    list,
    createSearch: () =>
      createChatSearch({
        folder: chatsFolder,
        chatIds: async () => (await heads.list()).map(({ id }) => id),
        clock: () => performance.now(),
      }),
    setTitle: async (id, title) => {
      const name = title.replace(/\s+/g, ' ').trim().slice(0, LONGEST_TITLE);
      if (name === '') throw new PlumbError(l10n.t('A chat needs a title.'));
      await notes.write(id, { title: name });
      loaded(id)?.named(name);
    },
    pin: (id, pinned) => notes.write(id, { pinned }),
    remove: async id => {
      if (await sessions.isElsewhere(id)) throw new PlumbError(openElsewhere());
      const title = await titleOf(id);
      const session = loaded(id);
      if (session !== undefined && session.state !== 'idle') {
        if (!(await mayStop(title))) return false;
        session.stop();
      }
      await endCommands(id);
      await session?.whenIdle();
      await sessions.forget(id);
      await trash.put({ id, title });
      onRemoved(id);
      return true;
    },
    deleted: async () => {
      // Whoever looks is about to wait for a person anyway.
      await trash.empty();
      return [...(await trash.list())];
    },
    restore: async id => {
      if (!(await trash.list()).some(chat => chat.id === id)) {
        throw new PlumbError(l10n.t('This chat can no longer be restored.'));
      }
      await trash.restore(id);
    },
  };
}

type States = ReadonlyMap<string, HistoryChat['state']>;

function working(states: States, id: string): HistoryChat['state'] | undefined {
  const state = states.get(id);
  return state === 'idle' ? undefined : state;
}

function stateOf(session: Session): HistoryChat['state'] {
  if (session.state === 'idle') return 'idle';
  const settled = new Set<string>();
  for (const event of session.events.toReversed()) {
    if (event.type === 'userMessage') break;
    if (event.type === 'toolDecided' || event.type === 'toolEnded') settled.add(event.callId);
    if (event.type === 'toolProposed' && event.asks && !settled.has(event.callId)) return 'waiting';
  }
  return 'running';
}

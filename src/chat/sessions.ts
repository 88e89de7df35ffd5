import * as l10n from '@vscode/l10n';
import type { Disposable } from '../base/disposable.ts';
import { Emitter, type Event } from '../base/emitter.ts';
import { PlumbError } from '../base/errors.ts';
import { COMMANDS } from '../base/ids.ts';
import type { ChatEvent } from './events.ts';
import { createSession, type Session } from './session.ts';
import type { SessionParts } from './sessionParts.ts';
import { readEnd } from './logEnd.ts';
import { readWhole } from './readInSlices.ts';
import { spendingOf } from './spending.ts';

/** The chats of a window. Each has one `Session` at most, so its log has one writer here. */
export interface Sessions extends Disposable {
  /** A new chat; nothing is on disk before its first message. */
  create(): Session;
  /** @throws PlumbError if there is no such chat */
  open(id: string): Promise<Session>;
  /**
   * The end of a long chat, at once, to be shown while `open` reads the whole; nothing can be added
   * to it. Undefined if the chat is short or was opened before, or is not there.
   */
  preview(id: string): Promise<Session | undefined>;
  /** All chats of the workspace, in no order. */
  ids(): Promise<readonly string[]>;
  /** Those that were opened or begun in this window. */
  loaded(): readonly Session[];
  /** One was opened or begun just now. */
  readonly onLoaded: Event<Session>;
  /** Ends what runs in a chat, with what it left running; also where it is not loaded. */
  stop(id: string): void;
  /** Lets go of a chat: what happened stands in its log, and the next `open` reads it anew. */
  forget(id: string): Promise<void>;
  /** Whether another window writes to the chat. */
  isElsewhere(id: string): Promise<boolean>;
  /** Notes a late bill (USD) in the chat that it belongs to, if that chat is open in this window. */
  settled(taskUUID: string, costUsd: number): Promise<void>;
  /** Resolves once what happened so far stands in the logs, as far as they can be written. */
  flush(): Promise<void>;
}

export function createSessions(parts: SessionParts): Sessions {
  const sessions = new Map<string, Promise<Session>>();
  const loaded = new Map<string, Session>();
  const loadedOne = new Emitter<Session>();
  const keep = (session: Session): void => {
    loaded.set(session.id, session);
    loadedOne.fire(session);
  };

  const load = async (id: string): Promise<Session> => {
    // Asked first: what it wrote until then is read, and what it writes from then on is followed.
    const isElsewhere = await parts.log.holds.isElsewhere(id);
    const stored = await readWhole(parts.log, id);
    if (stored === undefined) {
      throw new PlumbError(l10n.t('This chat is no longer there.'), {
        action: { label: l10n.t('New chat'), command: COMMANDS.newChat },
      });
    }
    const name = await parts.nameOf?.(id);
    if (name !== undefined) putName(stored.events, name);
    const session = createSession(id, parts, { ...stored, isElsewhere });
    session.onReadOnlyChanged(() => {
      if (session.readOnly === undefined) void takeUp(session);
    });
    keep(session);
    const { pending } = spendingOf(session.events);
    if (pending.length > 0 && session.readOnly === undefined) parts.settleLater(pending);
    return session;
  };

  /** A background answer that the window began which had the chat until now. */
  const takeUp = async (session: Session): Promise<void> => {
    try {
      if (session.state === 'idle') await session.takeUp();
    } catch (error) {
      parts.logger.error('A background answer could not be taken up', error);
    }
  };
  const flushed = async (session: Promise<Session>): Promise<void> => {
    try {
      await (await session).flush();
    } catch (error) {
      parts.logger.error('The end of a chat could not be written', error);
    }
  };

  return {
    create: () => {
      const session = createSession(parts.newId(), parts);
      sessions.set(session.id, Promise.resolve(session));
      keep(session);
      return session;
    },
    open: async id => {
      const known = sessions.get(id);
      if (known !== undefined) return known;
      const loading = load(id);
      sessions.set(id, loading);
      // A chat that could not be read is tried again the next time.
      loading.catch(() => sessions.delete(id));
      return loading;
    },
    preview: async id => {
      if (sessions.has(id)) return undefined;
      const end = await readEnd(parts.log, id);
      if (end === undefined) return undefined;
      const isElsewhere = await parts.log.holds.isElsewhere(id);
      return createSession(id, parts, { ...end, isEnd: true, isElsewhere });
    },
    ids: () => parts.log.ids(),
    loaded: () => [...loaded.values()],
    onLoaded: loadedOne.event,
    stop: id => {
      const session = loaded.get(id);
      if (session === undefined) parts.endCommands?.(id);
      else session.stop();
    },
    forget: async id => {
      const session = sessions.get(id);
      if (session === undefined) return;
      await flushed(session);
      sessions.delete(id);
      loaded.get(id)?.dispose();
      loaded.delete(id);
    },
    isElsewhere: id => parts.log.holds.isElsewhere(id),
    settled: async (taskUUID, costUsd) => {
      for (const session of sessions.values()) await (await session).settled(taskUUID, costUsd);
    },
    flush: async () => {
      await Promise.all([...sessions.values()].map(flushed));
    },
    dispose: () => {
      for (const session of sessions.values()) {
        // One that failed to load has nothing to dispose; who opened it was told.
        void session.then(
          loaded => loaded.dispose(),
          () => undefined,
        );
      }
      sessions.clear();
      loaded.clear();
      loadedOne.dispose();
    },
  };
}

/** Puts the name that a person gave where the log's own title stands: its end says how the last turn ended. */
function putName(events: ChatEvent[], title: string): void {
  const place = events.findLastIndex(({ type }) => type === 'titled');
  events.splice(Math.max(0, place) + 1, 0, { type: 'titled', title, by: 'person' });
}

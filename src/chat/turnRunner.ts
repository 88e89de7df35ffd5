import * as l10n from '@vscode/l10n';
import type { Disposable } from '../base/disposable.ts';
import { Emitter, type Event } from '../base/emitter.ts';
import { describeError, PlumbError } from '../base/errors.ts';
import { COMMANDS } from '../base/ids.ts';
import { runTurn } from './agent.ts';
import { createChatHold, openElsewhere } from './chatHold.ts';
import { createApprovals, type Approvals } from './approvals.ts';
import { endingOfError } from './ending.ts';
import { addEvent } from './eventList.ts';
import { isLive, type ChatEvent, type LiveEvent } from './events.ts';
import { closingEvents } from './interruption.ts';
import { createLogWriter } from './logWriter.ts';
import { openTask } from './lostRequest.ts';
import { createPromptSizer } from './promptSize.ts';
import { hasSchema, SCHEMA, type OpenedLog } from './sessionLog.ts';
import type { SessionParts } from './sessionParts.ts';
import { spendingOf } from './spending.ts';
import type { ChatSettings, Turn } from './turn.ts';

export type SessionState = 'idle' | 'running' | 'stopping';

/** How a turn begins, where it does not begin with a message. */
export type TurnStart = Partial<Pick<Turn, 'settings' | 'lost' | 'otherwise'>> & {
  readonly work?: typeof runTurn;
};

/** What waits for the turns of a chat (`messageQueue.ts`). */
export interface TurnQueue {
  readonly nextSteering: () => ChatEvent | undefined;
  readonly turnEnded: (endedWell: boolean) => void;
}

/** Runs the turns of one chat, one at a time; what happens stands in the log before it is told. */
export interface TurnRunner extends Disposable {
  readonly events: readonly ChatEvent[];
  readonly state: SessionState;
  /** Why nothing can be added to this chat, for people; undefined if it can. */
  readonly readOnly: string | undefined;
  /** Another window writes to it, and could be made to let it go. */
  readonly isElsewhere: boolean;
  readonly onEvent: Event<ChatEvent | LiveEvent>;
  readonly onStateChanged: Event<SessionState>;
  readonly onReadOnlyChanged: Event<undefined>;
  /**
   * Starts a turn; resolves once its opening events are in the log.
   * @throws PlumbError if it was not started: another one runs, the chat is read only, the disk full
   */
  begin(opening: () => readonly ChatEvent[], start?: TurnStart): Promise<void>;
  /** Looks whether another window has the chat, and reads what it wrote. */
  look(): Promise<void>;
  /** Does so whenever the log changes, until disposed. */
  follow(): Disposable;
  /** Takes the chat from another window. @throws PlumbError if that one wrote something new */
  takeOver(): Promise<void>;
  /** Adds an event between two turns. Throws as `begin`. */
  note(event: ChatEvent): Promise<void>;
  /** Adds an event also while a turn runs. @throws PlumbError if it cannot be written */
  noteAtOnce(event: ChatEvent): Promise<void>;
  /** Takes in what is kept elsewhere than in the log: it is told, and not written. */
  tell(event: ChatEvent): void;
  readonly decide: Approvals['decide'];
  stop(): void;
  /** Resolves once no turn is running. */
  whenIdle(): Promise<void>;
  /** Resolves once everything that happened so far stands in the log; rejects if it cannot. */
  flush(): Promise<void>;
}

/** @param stored the log as it was read back; undefined for a new chat, written at its first event */
export function createTurnRunner(
  id: string,
  parts: SessionParts,
  queue: TurnQueue,
  stored?: OpenedLog,
): TurnRunner {
  const { logger, now } = parts;
  const emitter = new Emitter<ChatEvent | LiveEvent>();
  const stateEmitter = new Emitter<SessionState>();
  const approvals = createApprovals();
  const events: ChatEvent[] = [...(stored?.events ?? [])];
  const sizer = createPromptSizer();
  const hold = createChatHold({
    log: parts.log,
    chatId: id,
    known: stored === undefined ? 0 : (stored.bytes ?? Infinity),
    isElsewhere: stored?.isElsewhere ?? false,
    onEvent: event => {
      takeFromElsewhere(event);
    },
    isBusy: () => status.state !== 'idle',
    onFailure: error => {
      logger.warn(`Chat ${id} could not be followed: ${describeError(error)}`);
    },
    onTaken: ({ torn }) => {
      if (torn) writer.beginLine();
      for (const event of closeWhatBroke()) emitter.fire(event);
    },
  });
  const writer = createLogWriter({ port: hold, chatId: id, torn: stored?.torn ?? false });
  const unwritten: ChatEvent[] = [];
  /**
   * Known at once, so that the chat looks as it is; written when it is next written to. A background
   * answer was not interrupted: it is made elsewhere.
   */
  const closeWhatBroke = (): ChatEvent[] => {
    const closing =
      openTask(events) === undefined ? closingEvents(events, { reason: 'interrupted' }) : [];
    if (stored !== undefined && !hasSchema([...events, ...unwritten])) {
      // An older Plumb must not go on with what is added now; to the events themselves it adds nothing.
      unwritten.unshift({ type: 'created', at: now(), schema: SCHEMA, id });
    }
    unwritten.push(...closing);
    events.push(...closing);
    return closing;
  };
  /** Another window wrote it; what this one would have written to close the turn, that one has. */
  const takeFromElsewhere = (event: ChatEvent): void => {
    const isClosing =
      event.type === 'created' || event.type === 'toolEnded' || event.type === 'turnEnded';
    const isKnown = isClosing && unwritten.length > 0;
    if (!isClosing || event.type === 'turnEnded') unwritten.length = 0;
    if (isKnown) return;
    addEvent(events, event);
    emitter.fire(event);
  };
  if (!hold.isElsewhere) closeWhatBroke();

  const neverWritable = (): string | undefined => {
    if (stored?.newer === true) {
      return l10n.t('This chat was written by a newer Plumb. Update Plumb to go on with it.');
    }
    return stored?.isEnd === true ? l10n.t('Loading the earlier messages…') : undefined;
  };
  const readOnly = neverWritable();

  const status: { state: SessionState; disposed: boolean } = { state: 'idle', disposed: false };
  let stopping = new AbortController();
  let running = Promise.resolve();
  let systemPrompt: string | undefined;

  const setState = (state: SessionState): void => {
    if (status.state === state) return;
    status.state = state;
    stateEmitter.fire(state);
  };
  const write = async (event: ChatEvent): Promise<void> => {
    try {
      await writer.append(event);
    } catch (error) {
      throw unsaved(error);
    }
  };
  const record = async (event: ChatEvent | LiveEvent): Promise<void> => {
    if (!isLive(event)) {
      await write(event);
      addEvent(events, event);
    }
    emitter.fire(event);
  };

  /** Runs a turn to its end. A log that cannot be written ends it too: what is not kept is not done. */
  const run = async ({ work = runTurn, ...how }: TurnStart): Promise<void> => {
    const { signal } = stopping;
    try {
      systemPrompt ??= parts.systemPrompt();
      const settings = (): ChatSettings => parts.settings(id);
      const takeUndone: Turn['takeUndone'] = () => parts.takeUndone(id);
      const shared = { ...parts, chatId: id, events, systemPrompt, approvals, sizer };
      const { nextSteering } = queue;
      const turn = { ...shared, settings, takeUndone, nextSteering };
      for await (const event of work({ ...turn, ...how, signal })) {
        if (status.disposed) return;
        await record(event);
      }
    } catch (error) {
      stopping.abort();
      const { detail, ...ending } = endingOfError(error);
      logger.error(`The turn of chat ${id} broke off: ${detail}`);
      const closing = closingEvents(events, ending, now());
      unwritten.push(...closing);
      events.push(...closing);
      for (const event of closing) emitter.fire(event);
    } finally {
      setState('idle');
      const { pending } = spendingOf(events);
      if (pending.length > 0) parts.settleLater(pending);
      const end = events.findLast(event => event.type === 'turnEnded');
      // After a summary the turn before it may be what goes on.
      const endedWell = work === runTurn && end?.reason === 'done';
      if (!status.disposed) queue.turnEnded(endedWell);
    }
  };

  let writingWhatWaits = Promise.resolve();
  const writeAll = async (): Promise<void> => {
    for (let next = unwritten[0]; next !== undefined; next = unwritten[0]) {
      await write(next);
      unwritten.shift();
    }
  };
  /** One caller after the other: what is written is out of the list only then. */
  const writeWhatWaits = (): Promise<void> => {
    writingWhatWaits = writingWhatWaits.then(writeAll, writeAll);
    return writingWhatWaits;
  };
  const noteAtOnce = async (event: ChatEvent): Promise<void> => {
    await hold.take();
    await writeWhatWaits();
    await record(event);
  };

  const refusalToBegin = (): PlumbError | undefined => {
    if (readOnly !== undefined) return new PlumbError(readOnly);
    if (status.state === 'idle') return undefined;
    return new PlumbError(l10n.t('This chat is still working. Wait for it, or stop it first.'), {
      action: { label: l10n.t('Stop'), command: COMMANDS.stop },
    });
  };

  return {
    events,
    get state() {
      return status.state;
    },
    get isElsewhere() {
      return readOnly === undefined && hold.isElsewhere;
    },
    get readOnly() {
      return readOnly ?? (hold.isElsewhere ? openElsewhere() : undefined);
    },
    onReadOnlyChanged: hold.onChange,
    onEvent: emitter.event,
    onStateChanged: stateEmitter.event,
    begin: async (opening, start = {}) => {
      const refusal = refusalToBegin();
      if (refusal !== undefined) throw refusal;
      stopping = new AbortController();
      setState('running');
      try {
        await hold.take();
        await writeWhatWaits();
        for (const event of opening()) await record(event);
      } catch (error) {
        setState('idle');
        throw error;
      }
      running = run(start);
    },
    note: async event => {
      const refusal = refusalToBegin();
      if (refusal !== undefined) throw refusal;
      await noteAtOnce(event);
    },
    noteAtOnce,
    look: async () => {
      if (readOnly === undefined && status.state === 'idle') await hold.look();
    },
    follow: () => (readOnly === undefined ? hold.follow() : { dispose: () => undefined }),
    takeOver: async () => {
      if (readOnly === undefined) await hold.takeOver();
    },
    tell: event => {
      addEvent(events, event);
      emitter.fire(event);
    },
    decide: decision => approvals.decide(decision),
    stop: () => {
      if (status.state !== 'running') return;
      setState('stopping');
      stopping.abort();
    },
    whenIdle: () => running,
    flush: () => writer.flush(),
    dispose: () => {
      status.disposed = true;
      stopping.abort();
      emitter.dispose();
      stateEmitter.dispose();
      void writer
        .flush()
        .catch((error: unknown) => {
          logger.error(`The end of chat ${id} could not be written`, error);
        })
        .finally(() => {
          hold.dispose();
        });
    },
  };
}

function unsaved(error: unknown): PlumbError {
  if (error instanceof PlumbError) return error;
  return new PlumbError(
    l10n.t(
      'This chat could not be saved ({0}). Make room or check the permissions, then try again.',
      describeError(error),
    ),
    { cause: error },
  );
}

import * as l10n from '@vscode/l10n';
import type { Disposable } from '../base/disposable.ts';
import { Emitter, type Event } from '../base/emitter.ts';
import { describeError, PlumbError } from '../base/errors.ts';
import { COMMANDS } from '../base/ids.ts';
import { runTurn } from './agent.ts';
import { createApprovals, type Approvals } from './approvals.ts';
import { endingOfError } from './ending.ts';
import { addEvent } from './eventList.ts';
import { isLive, type ChatEvent, type LiveEvent } from './events.ts';
import { closingEvents } from './interruption.ts';
import { createLogWriter } from './logWriter.ts';
import { openTask } from './lostRequest.ts';
import { createPromptSizer } from './promptSize.ts';
import { hasSchema, SCHEMA, type ReadLog } from './sessionLog.ts';
import type { SessionParts } from './sessionParts.ts';
import { spendingOf } from './spending.ts';
import type { ChatSettings, Turn } from './turn.ts';

export type SessionState = 'idle' | 'running' | 'stopping';

/** How a turn begins, where it does not begin with a message. */
export type TurnStart = Partial<Pick<Turn, 'settings' | 'lost' | 'otherwise'>> & {
  readonly work?: typeof runTurn;
};

/** Runs the turns of one chat, one at a time; what happens stands in the log before it is told. */
export interface TurnRunner extends Disposable {
  readonly events: readonly ChatEvent[];
  readonly state: SessionState;
  /** Why nothing can be added to this chat, for people; undefined if it can. */
  readonly readOnly: string | undefined;
  readonly onEvent: Event<ChatEvent | LiveEvent>;
  readonly onStateChanged: Event<SessionState>;
  /**
   * Starts a turn; resolves once its opening events are in the log.
   * @throws PlumbError if it was not started: another one runs, the chat is read only, the disk full
   */
  begin(opening: () => readonly ChatEvent[], start?: TurnStart): Promise<void>;
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
export function createTurnRunner(id: string, parts: SessionParts, stored?: ReadLog): TurnRunner {
  const { logger, now } = parts;
  const emitter = new Emitter<ChatEvent | LiveEvent>();
  const stateEmitter = new Emitter<SessionState>();
  const approvals = createApprovals();
  const writer = createLogWriter({ port: parts.log, chatId: id, torn: stored?.torn ?? false });
  const events: ChatEvent[] = [...(stored?.events ?? [])];
  const sizer = createPromptSizer();
  // Known from the start, so that the chat looks as it is; written when it is next written to. A
  // background answer was not interrupted: it is made elsewhere.
  const unwritten =
    openTask(events) === undefined ? closingEvents(events, { reason: 'interrupted' }) : [];
  events.push(...unwritten);
  if (stored !== undefined && !hasSchema(events)) {
    // An older Plumb must not go on with what is added now; to the events themselves it adds nothing.
    unwritten.unshift({ type: 'created', at: now(), schema: SCHEMA, id });
  }

  const readOnly =
    stored?.newer === true
      ? l10n.t('This chat was written by a newer Plumb. Update Plumb to go on with it.')
      : undefined;

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
      const turn = { ...shared, settings, takeUndone };
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
    }
  };

  const writeWhatWaits = async (): Promise<void> => {
    for (let next = unwritten[0]; next !== undefined; next = unwritten[0]) {
      await write(next);
      unwritten.shift();
    }
  };
  const noteAtOnce = async (event: ChatEvent): Promise<void> => {
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
    readOnly,
    onEvent: emitter.event,
    onStateChanged: stateEmitter.event,
    begin: async (opening, start = {}) => {
      const refusal = refusalToBegin();
      if (refusal !== undefined) throw refusal;
      stopping = new AbortController();
      setState('running');
      try {
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
      writer.flush().catch((error: unknown) => {
        logger.error(`The end of chat ${id} could not be written`, error);
      });
    },
  };
}

function unsaved(error: unknown): PlumbError {
  return new PlumbError(
    l10n.t(
      'This chat could not be saved ({0}). Make room or check the permissions, then try again.',
      describeError(error),
    ),
    { cause: error },
  );
}

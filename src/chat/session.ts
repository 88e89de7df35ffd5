import * as l10n from '@vscode/l10n';
import type { ModelClient } from '../api/modelClient.ts';
import type { Disposable } from '../base/disposable.ts';
import { Emitter, type Event } from '../base/emitter.ts';
import { describeError, PlumbError } from '../base/errors.ts';
import { COMMANDS } from '../base/ids.ts';
import type { Logger } from '../base/logger.ts';
import type { Tool } from '../tools/tool.ts';
import { runSteps, runTurn } from './agent.ts';
import { createApprovals, type Decision, type DecisionSubject } from './approvals.ts';
import { endingOfError } from './ending.ts';
import { addEvent } from './eventList.ts';
import type { Budget } from './budget.ts';
import {
  isLive,
  type Attachment,
  type ChatEvent,
  type LiveEvent,
  type MessageImage,
  type MessageOptions,
} from './events.ts';
import type { ImagePort } from './imagePort.ts';
import { closingEvents } from './interruption.ts';
import { createLogWriter } from './logWriter.ts';
import { lostRequest, openTask } from './lostRequest.ts';
import { createPromptSizer } from './promptSize.ts';
import type { Redaction } from './redaction.ts';
import type { LogPort, ReadLog } from './sessionLog.ts';
import { spendingOf } from './spending.ts';
import { summarise } from './summarise.ts';
import { titleOf } from './title.ts';
import type { ChatSettings, ToolContextFactory, Turn } from './turn.ts';

/** What every session of a window shares. */
export interface SessionParts {
  readonly log: LogPort;
  readonly client: ModelClient;
  readonly budget: Budget;
  readonly images: ImagePort;
  /** Told of requests whose bill is not known after a turn; asks the service for them. */
  readonly settleLater: (taskUUIDs: readonly string[]) => void;
  readonly tools: readonly Tool[];
  readonly toolContext: ToolContextFactory;
  /** Asked for once a session, so that the prompt stays the same within it. */
  readonly systemPrompt: () => string;
  /** Read at every request. */
  readonly settings: (chatId: string) => ChatSettings;
  readonly redaction: Redaction;
  /** ms since 1970. */
  readonly now: () => number;
  readonly newId: () => string;
  readonly logger: Logger;
}

export type SessionState = 'idle' | 'running' | 'stopping';

/** What a person sends. */
export interface OutgoingMessage {
  readonly text: string;
  readonly attachments?: readonly Attachment[];
  readonly images?: readonly MessageImage[];
  readonly options?: MessageOptions;
}

/** One conversation: its log, and the turn that may be running. */
export interface Session extends Disposable {
  readonly id: string;
  /** Empty before the first message. */
  readonly title: string;
  /** The log so far; pieces of a run of text are one event. */
  readonly events: readonly ChatEvent[];
  readonly state: SessionState;
  /** Why nothing can be added to this chat, for people; undefined if it can. */
  readonly readOnly: string | undefined;
  /** Lines of the log that could not be read. */
  readonly damagedLines: number;
  /** Everything as it happens; what belongs in the log is on its way there or in it. */
  readonly onEvent: Event<ChatEvent | LiveEvent>;
  readonly onStateChanged: Event<SessionState>;
  /**
   * Takes a message and starts its turn; resolves once the message is in the log.
   * @throws PlumbError if it was not taken: a turn is running, the chat is read only, the disk full,
   * or one of several answers is still to be chosen
   */
  send(message: OutgoingMessage): Promise<void>;
  /**
   * Goes on after an answer that was cut, stopped or interrupted: with that answer itself if the
   * service has it, which costs nothing more; else says "Continue." Throws as `send`.
   */
  continue(): Promise<void>;
  /**
   * Takes up the last turn again, which failed or broke off, without a new message. Steps that were
   * whole stay; the broken answer is taken from the service if it has it, else asked for anew.
   * Throws as `send`.
   * @param maxTokens a higher output limit for this turn, where the old one was too low
   */
  retry(maxTokens?: number): Promise<void>;
  /** Goes on with a background answer that was under way when the editor went away, if there is one. */
  takeUp(): Promise<void>;
  /**
   * Puts a summary in the place of the messages so far, and goes on with a turn that had no room
   * left. Throws as `send`.
   */
  summarise(): Promise<void>;
  /** Keeps one of several answers. @throws PlumbError if there is none of that number to keep */
  keepAnswer(taskUUID: string, index: number): Promise<void>;
  /** Allows this chat so much more (USD) than the setting, and takes up the last turn again. */
  raiseBudget(usd: number): Promise<void>;
  /** Allows this chat prompts of so many tokens, and takes up the last turn again. */
  raiseContext(tokens: number): Promise<void>;
  /** Notes what an answer cost whose bill came late (USD); does nothing if it is known already. */
  settled(taskUUID: string, costUsd: number): Promise<void>;
  /** Ends the running turn at once; nothing more happens on this machine. */
  stop(): void;
  /** Hands in a person's decision; false if nothing like it waits. */
  decide(decision: DecisionSubject & { readonly decision: Decision }): boolean;
  /** Resolves once no turn is running. */
  whenIdle(): Promise<void>;
  /** Resolves once everything that happened so far stands in the log; rejects if it cannot. */
  flush(): Promise<void>;
}

/** @param stored the log as it was read back; undefined for a new chat, written at its first message */
export function createSession(id: string, parts: SessionParts, stored?: ReadLog): Session {
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
      const turn = { ...parts, chatId: id, events, systemPrompt, approvals, sizer, settings };
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
  const begin = async (
    opening: () => readonly ChatEvent[],
    start: TurnStart = {},
  ): Promise<void> => {
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
  };

  const refusalToBegin = (): PlumbError | undefined => {
    if (session.readOnly !== undefined) return new PlumbError(session.readOnly);
    if (status.state === 'idle') return undefined;
    return new PlumbError(l10n.t('This chat is still working. Wait for it, or stop it first.'), {
      action: { label: l10n.t('Stop'), command: COMMANDS.stop },
    });
  };

  const opening = ({
    text,
    attachments = [],
    images = [],
    options = {},
  }: OutgoingMessage): ChatEvent[] => {
    const at = now();
    const has = (type: ChatEvent['type']): boolean => events.some(event => event.type === type);
    return [
      ...(has('created') ? [] : [{ type: 'created', at, schema: 2, id } as const]),
      ...(has('titled') ? [] : [{ type: 'titled', title: titleOf(text) } as const]),
      {
        type: 'userMessage',
        at,
        id: parts.newId(),
        text,
        attachments,
        ...(images.length === 0 ? {} : { images }),
        ...(Object.keys(options).length === 0 ? {} : { options }),
      },
    ];
  };

  /** Adds an event between two turns. */
  const note = async (event: ChatEvent): Promise<void> => {
    const refusal = refusalToBegin();
    if (refusal !== undefined) throw refusal;
    await writeWhatWaits();
    await record(event);
  };

  const session: Session = {
    id,
    get title() {
      return events.findLast(event => event.type === 'titled')?.title ?? '';
    },
    events,
    get state() {
      return status.state;
    },
    readOnly:
      stored?.newer === true
        ? l10n.t('This chat was written by a newer Plumb. Update Plumb to go on with it.')
        : undefined,
    damagedLines: stored?.damagedLines ?? 0,
    onEvent: emitter.event,
    onStateChanged: stateEmitter.event,
    send: async message => {
      if (offeredAnswer(events) !== undefined) {
        throw new PlumbError(
          l10n.t('Keep one of the answers first, then the chat goes on from it.'),
        );
      }
      await begin(() => opening(message));
    },
    continue: async () => {
      const goOn = (): ChatEvent[] => opening({ text: l10n.t('Continue.') });
      const lost = lostRequest(events);
      await (lost === undefined ? begin(goOn) : begin(() => [], { lost, otherwise: goOn() }));
    },
    retry: async maxTokens => {
      if (!canRetry(events)) {
        throw new PlumbError(l10n.t('The last turn came to its end; there is nothing to retry.'));
      }
      const retried: ChatEvent = { type: 'retried', at: now() };
      const settings = (): ChatSettings => {
        const current = parts.settings(id);
        return { ...current, maxTokens: Math.max(current.maxTokens, maxTokens ?? 0) };
      };
      const lost = lostRequest(events);
      await (lost === undefined
        ? begin(() => [retried], { settings })
        : begin(() => [], { settings, lost, otherwise: [retried] }));
    },
    takeUp: async () => {
      const lost = openTask(events);
      if (lost !== undefined) await begin(() => [], { lost });
    },
    summarise: async () => {
      const goesOn = endOf(events)?.reason === 'contextFull';
      await begin(() => [], { work: turn => runSteps(turn, summarise) });
      if (!goesOn) return;
      await running;
      if (events.at(-2)?.type === 'summarised') await begin(() => [{ type: 'retried', at: now() }]);
    },
    keepAnswer: async (taskUUID, index) => {
      const offered = offeredAnswer(events);
      if (offered?.taskUUID !== taskUUID || offered.answers[index] === undefined) {
        throw new PlumbError(l10n.t('This answer can no longer be chosen.'));
      }
      await note({ type: 'answerKept', at: now(), taskUUID, index });
    },
    raiseBudget: async usd => {
      await note({ type: 'budgetRaised', at: now(), usd });
      await session.retry();
    },
    raiseContext: async tokens => {
      await note({ type: 'contextRaised', at: now(), tokens });
      await session.retry();
    },
    settled: async (taskUUID, costUsd) => {
      if (session.readOnly !== undefined) return;
      if (!spendingOf(events).pending.includes(taskUUID)) return;
      await writeWhatWaits();
      await record({ type: 'costSettled', at: now(), taskUUID, costUsd });
    },
    stop: () => {
      if (status.state !== 'running') return;
      setState('stopping');
      stopping.abort();
    },
    decide: decision => approvals.decide(decision),
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
  return session;
}

/** How a turn begins, where it does not begin with a message. */
type TurnStart = Partial<Pick<Turn, 'settings' | 'lost' | 'otherwise'>> & {
  readonly work?: typeof runTurn;
};

function endOf(
  events: readonly ChatEvent[],
): Extract<ChatEvent, { type: 'turnEnded' }> | undefined {
  return events.findLast(event => event.type === 'turnEnded');
}

function canRetry(events: readonly ChatEvent[]): boolean {
  const ended = endOf(events);
  return ended !== undefined && ended.reason !== 'done';
}

/** The answers of which one is still to be kept. */
function offeredAnswer(
  events: readonly ChatEvent[],
): Extract<ChatEvent, { type: 'answersOffered' }> | undefined {
  const last = events.findLast(
    event => event.type === 'answersOffered' || event.type === 'answerKept',
  );
  return last?.type === 'answersOffered' ? last : undefined;
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

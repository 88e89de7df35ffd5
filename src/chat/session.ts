import * as l10n from '@vscode/l10n';
import type { Decision } from '../base/accessLevel.ts';
import type { Disposable } from '../base/disposable.ts';
import type { Event } from '../base/emitter.ts';
import { PlumbError } from '../base/errors.ts';
import { runSteps } from './agent.ts';
import type { DecisionSubject } from './approvals.ts';
import { CONTINUE_TEXT, isCut } from './continuation.ts';
import { conversationOf, deletedMessages, notInChat, placeOf } from './conversation.ts';
import type { Attachment, MessageImage, MessageOptions } from './eventParts.ts';
import type { ChatEvent, LiveEvent } from './events.ts';
import { lostRequest, openTask } from './lostRequest.ts';
import { createMessageQueue, messageOf, type MessageQueue } from './messageQueue.ts';
import { waitingOf, type QueuedMessage } from './queue.ts';
import { SCHEMA, type OpenedLog } from './sessionLog.ts';
import type { SessionParts } from './sessionParts.ts';
import { spendingOf } from './spending.ts';
import { summarise } from './summarise.ts';
import { titleOf } from './title.ts';
import type { ChatSettings } from './turn.ts';
import { createTurnRunner, type SessionState } from './turnRunner.ts';

/** What a person sends. */
export interface OutgoingMessage {
  readonly text: string;
  readonly attachments?: readonly Attachment[];
  readonly images?: readonly MessageImage[] | undefined;
  readonly options?: MessageOptions | undefined;
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
  /** Another window writes to it, and could be made to let it go. */
  readonly isElsewhere: boolean;
  /** Lines of the log that could not be read. */
  readonly damagedLines: number;
  /** Everything as it happens; what belongs in the log is on its way there or in it. */
  readonly onEvent: Event<ChatEvent | LiveEvent>;
  readonly onStateChanged: Event<SessionState>;
  readonly onReadOnlyChanged: Event<undefined>;
  /**
   * Takes a message and starts its turn; resolves once the message is in the log.
   * @throws PlumbError if it was not taken: a turn is running, the chat is read only, the disk full,
   * or one of several answers is still to be chosen
   * @param whenBusy what becomes of it while a turn runs: it waits in the log until that turn ends,
   * or joins it before its next request
   */
  send(message: OutgoingMessage, whenBusy?: QueuedMessage['how']): Promise<void>;
  /** Messages that wait, in their order. After Stop, an error or a reload none is sent by itself. */
  readonly waiting: readonly QueuedMessage[];
  /** @throws PlumbError if it waits no longer */
  removeWaiting(id: string): Promise<QueuedMessage>;
  /** Of a message that waits: false if a person has to send it. */
  goesByItself(id: string): boolean;
  /** Sends one at once; while a turn runs, it joins that. Throws as `removeWaiting` and `send`. */
  sendWaiting(id: string): Promise<void>;
  /**
   * Sends a message in place of an earlier one: that one and all that followed are no longer part
   * of the conversation; the log keeps them, and they stay paid. Throws as `send` and `rewind`.
   * @param change makes the new message of the old one
   */
  resend(messageId: string, change: (message: OutgoingMessage) => OutgoingMessage): Promise<void>;
  /** Takes a message and its answer out of the conversation. Throws as `rewind`. */
  deleteMessage(messageId: string): Promise<void>;
  /** Puts a deleted message back where it was. @throws PlumbError if it is not deleted */
  restoreMessage(messageId: string): Promise<void>;
  /**
   * Keeps a message, or an answer by its `taskUUID`, in sight and beside summaries.
   * @throws PlumbError if the chat is read only or the disk full
   */
  pin(id: string, isPinned: boolean): Promise<void>;
  /**
   * Goes on after an answer that was cut, stopped or interrupted: with that answer itself if the
   * service has it, which costs nothing more; else asks the model to go on. Throws as `send`.
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
  /**
   * Goes back to before a message of the user: it and all that followed are no longer part of the
   * conversation; what they cost stays spent, and files stay as they are.
   * @returns the message's text, to be written anew
   * @throws PlumbError if a turn runs, the chat is read only, or there is no such message (any more)
   */
  rewind(messageId: string): Promise<string>;
  /** Allows this chat so much more (USD) than the setting, and takes up the last turn again. */
  raiseBudget(usd: number): Promise<void>;
  /** Allows this chat prompts of so many tokens, and takes up the last turn again. */
  raiseContext(tokens: number): Promise<void>;
  /** Notes what an answer cost whose bill came late (USD); does nothing if it is known already. */
  settled(taskUUID: string, costUsd: number): Promise<void>;
  /**
   * Looks whether another window has the chat now, and takes in what that one wrote: to be called
   * when a person comes back to it.
   */
  look(): Promise<void>;
  /** Looks whenever the log changes, until disposed; no timer runs meanwhile. */
  follow(): Disposable;
  /**
   * Takes the chat from another window, which cannot write to it from then on.
   * @throws PlumbError if there was something new in it: that is shown now, and the chat is taken
   */
  takeOver(): Promise<void>;
  /** Tells of the title that a person gave the chat; it is kept beside the log (`nameOf`). */
  named(title: string): void;
  /** Ends the running turn at once, and what runs in the background; nothing more happens on this machine. */
  stop(): void;
  /** Hands in a person's decision; false if nothing like it waits. */
  decide(decision: DecisionSubject & { readonly decision: Decision }): boolean;
  /** Resolves once no turn is running. */
  whenIdle(): Promise<void>;
  /** Resolves once everything that happened so far stands in the log; rejects if it cannot. */
  flush(): Promise<void>;
}

/** @param stored the log as it was read back; undefined for a new chat, written at its first message */
export function createSession(id: string, parts: SessionParts, stored?: OpenedLog): Session {
  const { now, logger } = parts;
  const turns = createTurnRunner(
    id,
    parts,
    {
      nextSteering: () => queue.nextSteering(),
      turnEnded: endedWell => queue.turnEnded(endedWell),
    },
    stored,
  );
  const { events } = turns;
  const queue: MessageQueue = createMessageQueue({
    events: () => events,
    isIdle: () => turns.state === 'idle',
    note: event => turns.noteAtOnce(event),
    begin: async message => {
      checkThatKept();
      await turns.begin(() => openingOf(messageOf(message, now())));
    },
    canSend: () => offeredAnswer(events) === undefined,
    now,
    failed: error => logger.error(`A message that waits in chat ${id} was not sent`, error),
  });
  const checkThatKept = (): void => {
    if (offeredAnswer(events) === undefined) return;
    throw new PlumbError(l10n.t('Keep one of the answers first, then the chat goes on from it.'));
  };
  const checkWritable = (): void => {
    if (turns.readOnly !== undefined) throw new PlumbError(turns.readOnly);
  };

  const opening = (message: OutgoingMessage): ChatEvent[] =>
    openingOf({ type: 'userMessage', at: now(), id: parts.newId(), ...contentOf(message) });
  const openingOf = (message: Extract<ChatEvent, { type: 'userMessage' }>): ChatEvent[] => {
    const { at, text, replaces } = message;
    const conversation = conversationOf(events);
    const stays = replaces === undefined ? undefined : Math.max(0, placeOf(conversation, replaces));
    // A chat that was rewound to its beginning begins anew, with a new title.
    const isTitled =
      conversation.slice(0, stays).some(event => event.type === 'userMessage') ||
      events.some(event => event.type === 'titled' && event.by === 'person');
    return [
      ...(events.some(event => event.type === 'created')
        ? []
        : [{ type: 'created', at, schema: SCHEMA, id } as const]),
      ...(isTitled ? [] : [{ type: 'titled', title: titleOf(text) } as const]),
      message,
    ];
  };
  /** A message that is part of the conversation. */
  const messageBy = (messageId: string): Extract<ChatEvent, { type: 'userMessage' }> => {
    const conversation = conversationOf(events);
    const message = conversation[placeOf(conversation, messageId)];
    if (message?.type === 'userMessage') return message;
    throw notInChat();
  };

  const session: Session = {
    id,
    get title() {
      return events.findLast(event => event.type === 'titled')?.title ?? '';
    },
    events,
    get state() {
      return turns.state;
    },
    get isElsewhere() {
      return turns.isElsewhere;
    },
    get readOnly() {
      return turns.readOnly;
    },
    onReadOnlyChanged: turns.onReadOnlyChanged,
    damagedLines: stored?.damagedLines ?? 0,
    onEvent: turns.onEvent,
    onStateChanged: turns.onStateChanged,
    get waiting() {
      return waitingOf(events);
    },
    goesByItself: messageId => queue.goesByItself(messageId),
    send: async (message, whenBusy) => {
      if (whenBusy !== undefined && turns.state !== 'idle') {
        checkWritable();
        const content = contentOf(message);
        const waits = { type: 'messageQueued', at: now(), id: parts.newId() } as const;
        await queue.add({ ...waits, how: whenBusy, ...content });
        return;
      }
      checkThatKept();
      await turns.begin(() => opening(message));
    },
    removeWaiting: async messageId => {
      checkWritable();
      return queue.remove(messageId);
    },
    sendWaiting: async messageId => {
      checkWritable();
      await queue.send(messageId);
    },
    resend: async (messageId, change) => {
      const content = contentOf(change(messageBy(messageId)));
      const at = now();
      const message = { type: 'userMessage', at, id: parts.newId(), ...content } as const;
      await turns.begin(() => openingOf({ ...message, replaces: messageId }));
    },
    deleteMessage: async messageId => {
      const { id: deleted } = messageBy(messageId);
      await turns.note({ type: 'messageDeleted', at: now(), messageId: deleted });
    },
    restoreMessage: async messageId => {
      if (!deletedMessages(events).has(messageId)) {
        throw new PlumbError(l10n.t('This message is not deleted any more.'));
      }
      await turns.note({ type: 'messageRestored', at: now(), messageId });
    },
    pin: async (pinnedId, isPinned) => {
      checkWritable();
      await turns.noteAtOnce({ type: 'pinned', at: now(), id: pinnedId, isPinned });
    },
    continue: async () => {
      if (didSummaryBreak(events)) return session.summarise();
      const goOn = (): ChatEvent[] => {
        if (!isCut(events)) return opening({ text: l10n.t('Continue.') });
        const said = { ...contentOf({ text: CONTINUE_TEXT }), continues: true } as const;
        return [{ type: 'userMessage', at: now(), id: parts.newId(), ...said }];
      };
      const lost = lostRequest(events);
      await (lost === undefined
        ? turns.begin(goOn)
        : turns.begin(() => [], { lost, otherwise: goOn() }));
    },
    retry: async maxTokens => {
      if (!canRetry(events)) {
        throw new PlumbError(l10n.t('The last turn came to its end; there is nothing to retry.'));
      }
      if (didSummaryBreak(events)) return session.summarise();
      const retried: ChatEvent = { type: 'retried', at: now() };
      const settings = (): ChatSettings => {
        const current = parts.settings(id);
        return { ...current, maxTokens: Math.max(current.maxTokens, maxTokens ?? 0) };
      };
      const lost = lostRequest(events);
      await (lost === undefined
        ? turns.begin(() => [retried], { settings })
        : turns.begin(() => [], { settings, lost, otherwise: [retried] }));
    },
    takeUp: async () => {
      const lost = openTask(events);
      if (lost !== undefined && turns.readOnly === undefined) {
        await turns.begin(() => [], { lost });
      }
    },
    summarise: async () => {
      const goesOn =
        endsOf(events).findLast(it => it.purpose === undefined)?.reason === 'contextFull';
      const before = events.length;
      await turns.begin(() => [], { work: turn => runSteps(turn, summarise, 'summary') });
      if (!goesOn) return;
      await turns.whenIdle();
      if (!events.slice(before).some(event => event.type === 'summarised')) return;
      await turns.begin(() => [{ type: 'retried', at: now() }]);
    },
    keepAnswer: async (taskUUID, index) => {
      const offered = offeredAnswer(events);
      if (offered?.taskUUID !== taskUUID || offered.answers[index] === undefined) {
        throw new PlumbError(l10n.t('This answer can no longer be chosen.'));
      }
      await turns.note({ type: 'answerKept', at: now(), taskUUID, index });
    },
    rewind: async messageId => {
      const message = messageBy(messageId);
      await turns.note({ type: 'rewound', at: now(), messageId });
      return message.text;
    },
    raiseBudget: async usd => {
      await turns.note({ type: 'budgetRaised', at: now(), usd });
      await session.retry();
    },
    raiseContext: async tokens => {
      await turns.note({ type: 'contextRaised', at: now(), tokens });
      await session.retry();
    },
    settled: async (taskUUID, costUsd) => {
      if (turns.readOnly !== undefined) return;
      if (!spendingOf(events).pending.includes(taskUUID)) return;
      await turns.noteAtOnce({ type: 'costSettled', at: now(), taskUUID, costUsd });
    },
    look: () => turns.look(),
    follow: () => turns.follow(),
    takeOver: () => turns.takeOver(),
    named: title => {
      turns.tell({ type: 'titled', title, by: 'person' });
    },
    stop: () => {
      turns.stop();
      parts.endCommands?.(id);
    },
    decide: decision => turns.decide(decision),
    whenIdle: () => turns.whenIdle(),
    flush: () => turns.flush(),
    dispose: () => {
      turns.dispose();
    },
  };
  return session;
}

/** A message as it is logged, without its place in the chat. */
function contentOf({
  text,
  attachments = [],
  images = [],
  options = {},
}: OutgoingMessage): Pick<QueuedMessage, 'text' | 'attachments' | 'images' | 'options'> {
  return {
    text,
    attachments,
    ...(images.length === 0 ? {} : { images }),
    ...(Object.keys(options).length === 0 ? {} : { options }),
  };
}

function endsOf(events: readonly ChatEvent[]): Extract<ChatEvent, { type: 'turnEnded' }>[] {
  return conversationOf(events).filter(event => event.type === 'turnEnded');
}

/** What goes on from a summary that did not come is the summary. */
function didSummaryBreak(events: readonly ChatEvent[]): boolean {
  const end = endsOf(events).at(-1);
  return end?.purpose === 'summary' && end.reason !== 'done';
}

function canRetry(events: readonly ChatEvent[]): boolean {
  const ended = endsOf(events).at(-1);
  return ended !== undefined && ended.reason !== 'done';
}

/** The answers of which one is still to be kept. */
function offeredAnswer(
  events: readonly ChatEvent[],
): Extract<ChatEvent, { type: 'answersOffered' }> | undefined {
  const last = conversationOf(events).findLast(
    event => event.type === 'answersOffered' || event.type === 'answerKept',
  );
  return last?.type === 'answersOffered' ? last : undefined;
}

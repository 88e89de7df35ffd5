import * as l10n from '@vscode/l10n';
import { PlumbError } from '../base/errors.ts';
import type { ChatEvent } from './events.ts';
import { waitingOf, type QueuedMessage } from './queue.ts';

/** What a person wrote while a turn ran. It waits in the log, so nothing of it is lost. */
export interface MessageQueue {
  /** Resolves once it stands in the log. @throws PlumbError if it cannot be written */
  add(message: QueuedMessage): Promise<void>;
  /** @returns what is not sent now. @throws PlumbError if it waits no longer */
  remove(id: string): Promise<QueuedMessage>;
  /**
   * Sends one at once, or lets it join the turn that runs. Throws as `remove`, and if it could not
   * be sent.
   */
  send(id: string): Promise<void>;
  /** False if a person has to send it: after Stop, an error or a reload. */
  goesByItself(id: string): boolean;
  /** The next message that the running turn is to hear; it is no longer to be had from here on. */
  nextSteering(): ChatEvent | undefined;
  /** A turn came to its end; after one that ended as it should, the next message is sent. */
  turnEnded(endedWell: boolean): void;
}

/**
 * A message is sent or told by itself only if it was written during the turn that ends, or one before it in
 * an unbroken row: after Stop, an error or a reload a person decides. It leaves the queue by the
 * `userMessage` of the same id and is claimed before that is written, so that it is neither sent
 * twice nor sent after it was removed.
 */
export function createMessageQueue(parts: {
  readonly events: () => readonly ChatEvent[];
  readonly isIdle: () => boolean;
  /** Adds an event at any time. */
  readonly note: (event: ChatEvent) => Promise<void>;
  /** Starts a turn with the message; rejects if it was not started. */
  readonly begin: (message: QueuedMessage) => Promise<void>;
  /** Whether the chat can go on with a message. */
  readonly canSend: () => boolean;
  readonly now: () => number;
  readonly failed: (error: unknown) => void;
}): MessageQueue {
  /** Are sent by themselves. */
  const armed = new Set<string>();
  /** Are being sent or removed just now. */
  const claimed = new Set<string>();
  /** Were handed to the running turn. */
  const told = new Set<string>();
  let endedWell = false;

  const waiting = (): readonly QueuedMessage[] =>
    waitingOf(parts.events()).filter(({ id }) => !claimed.has(id) && !told.has(id));
  const claim = (id: string): QueuedMessage => {
    const message = waiting().find(one => one.id === id);
    if (message === undefined) throw gone();
    claimed.add(id);
    return message;
  };
  const whileClaimed = async <T>(id: string, work: () => Promise<T>): Promise<T> => {
    try {
      return await work();
    } finally {
      claimed.delete(id);
    }
  };
  const begin = (message: QueuedMessage): Promise<void> =>
    whileClaimed(message.id, async () => parts.begin(message));
  const sendNext = (): void => {
    if (!parts.isIdle() || !endedWell || !parts.canSend()) return;
    const next = waiting().find(({ id }) => armed.has(id));
    if (next === undefined) return;
    begin(claim(next.id)).catch(parts.failed);
  };

  return {
    add: async message => {
      // How the turn ends that runs now is not known yet.
      endedWell = false;
      armed.add(message.id);
      await parts.note(message);
      // The turn may have ended while this was written.
      sendNext();
    },
    remove: async id => {
      const message = claim(id);
      return whileClaimed(id, async () => {
        await parts.note({ type: 'queueRemoved', at: parts.now(), id });
        return message;
      });
    },
    send: async id => {
      const message = claim(id);
      if (parts.isIdle()) {
        await begin(message);
        return;
      }
      endedWell = false;
      armed.add(id);
      await whileClaimed(id, async () => parts.note({ ...message, at: parts.now(), how: 'steer' }));
      sendNext();
    },
    goesByItself: id => armed.has(id),
    nextSteering: () => {
      const next = waiting().find(({ id, how }) => how === 'steer' && armed.has(id));
      if (next === undefined) return undefined;
      told.add(next.id);
      return { ...messageOf(next, parts.now()), steers: true };
    },
    turnEnded: well => {
      endedWell = well;
      // A turn that heard a message and could not write it down is over; the message still waits.
      told.clear();
      if (!well) armed.clear();
      sendNext();
    },
  };
}

/** The message as it is sent: under the id under which it waited. */
export function messageOf(
  { id, text, attachments, images, options }: QueuedMessage,
  at: number,
): Extract<ChatEvent, { type: 'userMessage' }> {
  return {
    type: 'userMessage',
    at,
    id,
    text,
    attachments,
    ...(images === undefined ? {} : { images }),
    ...(options === undefined ? {} : { options }),
  };
}

function gone(): PlumbError {
  return new PlumbError(l10n.t('This message waits no longer.'));
}

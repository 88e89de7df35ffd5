import { beginsTurn, conversationOf, placeOf } from './conversation.ts';
import type { ChatEvent } from './events.ts';
import { SCHEMA } from './sessionLog.ts';

/**
 * The log of a new chat that goes on from a turn of another one: its conversation up to and
 * including that turn, as it is now. Messages and requests are copied as they were, so the first
 * request of the branch begins as those of the other chat did and the prompt cache serves it.
 * @param messageId of the turn's message
 * @param begins how the new chat is called; `at` is ms since 1970
 * @returns undefined if there is no such message
 */
export function branchOf(
  events: readonly ChatEvent[],
  messageId: string,
  begins: {
    readonly id: string;
    readonly title: string;
    readonly at: number;
    /** The chat that is copied. */
    readonly from: string;
  },
): readonly ChatEvent[] | undefined {
  const conversation = conversationOf(events);
  const place = placeOf(conversation, messageId);
  if (place < 0) return undefined;
  const next = conversation.findIndex(
    (event, index) => index > place && beginsTurn(event) && event.steers !== true,
  );
  const { id, title, at, from } = begins;
  return [
    { type: 'created', at, schema: SCHEMA, id },
    { type: 'titled', title },
    ...conversation.slice(0, next < 0 ? conversation.length : next).filter(belongsToWhatWasSaid),
    { type: 'branched', at, chatId: from },
  ];
}

/**
 * A chat as it was before a message took the place of another one and of what came after that: its
 * log still holds all of it.
 * @returns undefined if the message took nothing's place
 */
export function replacedBy(
  events: readonly ChatEvent[],
  messageId: string,
): { readonly events: readonly ChatEvent[]; readonly lastMessageId: string } | undefined {
  const place = placeOf(events, messageId);
  const message = events[place];
  if (message?.type !== 'userMessage' || message.replaces === undefined) return undefined;
  // The first message of a chat gives it its title, in the line before.
  const begins = events[place - 1]?.type === 'titled' ? place - 1 : place;
  const before = conversationOf(events.slice(0, begins));
  const last = before.findLast(beginsTurn);
  return last === undefined ? undefined : { events: before, lastMessageId: last.id };
}

function belongsToWhatWasSaid({ type }: ChatEvent): boolean {
  return (
    type !== 'created' && type !== 'titled' && type !== 'messageQueued' && type !== 'queueRemoved'
  );
}

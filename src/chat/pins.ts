import { conversationOf } from './conversation.ts';
import { createContinuations } from './continuation.ts';
import type { ChatEvent } from './events.ts';
import { joinedAt } from './seam.ts';

/** A message or an answer that a person wants to keep in sight. */
export interface Pinned {
  /** Of a user message, or the `taskUUID` of an answer. */
  readonly id: string;
  readonly text: string;
}

/** Follows the events of a conversation, and knows what is pinned after each. */
export interface Pins {
  add(event: ChatEvent): void;
  /** In the order in which they were said. */
  pinned(): readonly Pinned[];
  texts(): readonly string[];
}

/** What is pinned is found by its id wherever it was said, before the pin or after it. */
export function createPins(): Pins {
  const said = new Map<string, string>();
  const ids = new Set<string>();
  let answer: string | undefined;
  const continuations = createContinuations();
  let cut: { readonly id: string; readonly before: string; more: string } | undefined;
  let offered: Extract<ChatEvent, { type: 'answersOffered' }> | undefined;

  const say = (event: ChatEvent): void => {
    if (event.type === 'userMessage') {
      said.set(event.id, event.text);
    } else if (event.type === 'requestSent' || event.type === 'requestResumed') {
      answer = event.taskUUID;
      if (!said.has(answer)) said.set(answer, '');
    } else if (event.type === 'text' && answer !== undefined) {
      said.set(answer, (said.get(answer) ?? '') + event.text);
    }
  };
  /** What goes on with an answer that was cut is a part of it. */
  const join = (): void => {
    if (cut !== undefined) said.set(cut.id, joinedAt(cut.before, cut.more));
  };
  const goOn = (event: ChatEvent, id: string): void => {
    if (event.type === 'userMessage') {
      join();
      cut = { id, before: said.get(id) ?? '', more: '' };
    } else if (event.type === 'retried') {
      if (cut !== undefined) cut.more = '';
    } else if (event.type === 'text') {
      cut ??= { id, before: said.get(id) ?? '', more: '' };
      cut.more += event.text;
    }
  };

  const pinned = (): readonly Pinned[] => {
    join();
    return [...said].flatMap(([id, text]) => (ids.has(id) && text !== '' ? [{ id, text }] : []));
  };
  return {
    add: event => {
      continuations.add(event);
      if (continuations.goesOn && answer !== undefined) {
        goOn(event, answer);
      } else {
        join();
        cut = undefined;
        say(event);
      }
      if (event.type === 'answersOffered') {
        offered = event;
      } else if (event.type === 'answerKept') {
        said.set(event.taskUUID, offered?.answers[event.index]?.text ?? '');
      } else if (event.type === 'pinned') {
        if (event.isPinned) ids.add(event.id);
        else ids.delete(event.id);
      }
    },
    pinned,
    texts: () => pinned().map(({ text }) => text),
  };
}

/** What is pinned in a chat now. */
export function pinnedOf(events: readonly ChatEvent[]): readonly Pinned[] {
  const pins = createPins();
  for (const event of conversationOf(events)) pins.add(event);
  return pins.pinned();
}

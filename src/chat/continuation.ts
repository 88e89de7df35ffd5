import { conversationOf } from './conversation.ts';
import type { ChatEvent, LiveEvent } from './events.ts';

/**
 * What the model is told where its text was cut. English as the system prompt is; the answer goes on
 * in the language that it is in.
 */
export const CONTINUE_TEXT =
  'Continue your last answer exactly where it was cut off, even in the middle of a word or of a code block. Repeat nothing, introduce nothing, and do not open a code block again that is still open.';

/** Follows the events of a chat and knows which text goes on with the one before it. */
export interface Continuations {
  add(event: ChatEvent | LiveEvent): void;
  /** Text that comes now goes on with the last one before the message that asked for it. */
  readonly goesOn: boolean;
}

/**
 * A continuation is the text between the message that asked for it and the first thing that the
 * model does instead of writing on. An attempt that failed, was stopped or is taken up again changes
 * nothing about it: the next one goes on from the same place.
 */
export function createContinuations(): Continuations {
  let goesOn = false;
  return {
    get goesOn() {
      return goesOn;
    },
    add: event => {
      if (event.type === 'userMessage') goesOn = event.continues === true;
      else if (endsText(event)) goesOn = false;
    },
  };
}

/** Whether a chat ends in a text that was cut, so that the next one can go on with it. */
export function isCut(events: readonly ChatEvent[]): boolean {
  let cut = false;
  /** What stays cut if the answer that is being tried says nothing that stands. */
  let before = false;
  for (const event of conversationOf(events)) {
    if (event.type === 'userMessage') {
      before = cut && event.continues === true;
      cut = before;
    } else if (event.type === 'text') {
      cut ||= event.text.trim() !== '';
    } else if (event.type === 'retried') {
      cut = before;
    } else if (endsText(event) || isWhole(event)) {
      cut = false;
      before = false;
    }
  }
  return cut;
}

function endsText(event: ChatEvent | LiveEvent): boolean {
  return (
    event.type === 'summarised' ||
    event.type === 'answersOffered' ||
    event.type === 'rewound' ||
    (event.type === 'answerEnded' && event.toolCalls.length > 0)
  );
}

function isWhole(event: ChatEvent): boolean {
  return (
    event.type === 'answerEnded' &&
    (event.inCall === true ||
      (event.finishReason !== 'length' &&
        event.finishReason !== 'truncated' &&
        event.finishReason !== 'stopped'))
  );
}

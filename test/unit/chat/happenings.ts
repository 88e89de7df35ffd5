import type { Decision } from '../../../src/base/accessLevel.ts';
import type { Origin, TextSource } from '../../../src/base/textSource.ts';
import type { Reasons, ShownProposal } from '../../../src/chat/eventParts.ts';
import type { ChatEvent } from '../../../src/chat/events.ts';

/** Events as they stand in a log, of which a test says only what it looks at. */

export const source = (origin: Origin, name: string): TextSource => ({ origin, name });

export function message(
  id: string,
  more: Partial<Extract<ChatEvent, { type: 'userMessage' }>> = {},
): ChatEvent {
  return { type: 'userMessage', at: 0, id, text: 'Go on.', attachments: [], ...more };
}

/** A call that brought text of these sources. */
export function readBy(callId: string, ...sources: readonly TextSource[]): ChatEvent {
  return {
    type: 'toolEnded',
    at: 0,
    callId,
    state: 'done',
    content: 'text',
    summary: '',
    durationMs: 0,
    sources,
  };
}

export function rewoundTo(messageId: string): ChatEvent {
  return { type: 'rewound', at: 0, messageId };
}

export const EDIT: ShownProposal = { kind: 'edit', files: [] };
export const OFFER: ShownProposal = { kind: 'offer', tools: ['search'] };

/** A proposal that was asked about, and what was answered. */
export function decidedOn(
  callId: string,
  shown: ShownProposal,
  decision: Decision,
  reasons: Partial<Reasons> = {},
): ChatEvent[] {
  return [
    {
      type: 'toolProposed',
      at: 0,
      callId,
      hash: 'h',
      shown,
      asks: true,
      reasons: { levels: [], sources: [], guarded: [], warnings: [], ...reasons },
    },
    { type: 'toolDecided', at: 0, callId, decision },
  ];
}

export function requestOffering(...offers: readonly 'search'[]): ChatEvent {
  return { type: 'requestSent', at: 0, taskUUID: 't', model: 'm', offers };
}

export const ANSWERED: ChatEvent = {
  type: 'answerEnded',
  at: 0,
  taskUUID: 't',
  toolCalls: [],
  finishReason: 'stop',
};

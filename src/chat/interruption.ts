import type { ReceivedToolCall } from '../api/modelClient.ts';
import { INTERRUPTED_BEFORE, INTERRUPTED_DURING } from './callResults.ts';
import type { Ending } from './ending.ts';
import type { ChatEvent, Purpose } from './events.ts';
import { openTask } from './lostRequest.ts';

/**
 * What a chat lacks whose last turn has no end, because the editor went away in its middle or the
 * log could not be written: an end for each call that has none, and for the turn. Empty if the turn
 * has ended. No call is ever run again by itself (R46).
 * @param at ms since 1970; undefined takes the time of the last event that has one
 */
export function closingEvents(
  events: readonly ChatEvent[],
  ending: Ending,
  at = lastTime(events),
): ChatEvent[] {
  let running = false;
  let purpose: Purpose | undefined;
  let calls: readonly ReceivedToolCall[] = [];
  const started = new Set<string>();
  const ended = new Set<string>();
  for (const event of events) {
    switch (event.type) {
      case 'created':
      case 'titled':
      case 'imported':
      case 'prefixBroken':
      case 'adjusted':
      case 'sourcesFound':
      case 'serviceToolUsed':
      case 'answersOffered':
      case 'answerKept':
      case 'costSettled':
      case 'budgetRaised':
      case 'contextRaised':
      case 'imageUploaded':
      case 'summarised':
      case 'messageQueued':
      case 'queueRemoved':
      case 'messageDeleted':
      case 'messageRestored':
      case 'pinned':
      case 'branched':
        break;
      case 'rewound':
      case 'turnEnded':
        running = false;
        calls = [];
        break;
      case 'requestSent':
        running = true;
        ({ purpose } = event);
        break;
      case 'answerEnded':
        running = true;
        calls = event.toolCalls;
        break;
      case 'toolStarted':
        started.add(event.callId);
        break;
      case 'toolEnded':
        ended.add(event.callId);
        break;
      case 'editsUndone':
      case 'instructionsLoaded':
      case 'userMessage':
      case 'retried':
      case 'reasoning':
      case 'text':
      case 'toolProposed':
      case 'toolDecided':
      case 'requestResumed':
        running = true;
        break;
    }
  }
  if (!running) return [];
  return [
    ...[...new Set(calls.map(({ id }) => id))]
      .filter(id => !ended.has(id))
      .map((id): ChatEvent => ({
        type: 'toolEnded',
        at,
        callId: id,
        state: 'stopped',
        content: started.has(id) ? INTERRUPTED_DURING : INTERRUPTED_BEFORE,
        summary: '',
        durationMs: 0,
      })),
    { type: 'turnEnded', at, ...ending, ...(purpose === undefined ? {} : { purpose }) },
  ];
}

/**
 * Whether the last turn came to no end of its own, as far as the last events of a log tell. A
 * background answer that is under way is none: its turn goes on.
 */
export function endsInterrupted(events: readonly ChatEvent[]): boolean {
  if (openTask(events) !== undefined) return false;
  if (closingEvents(events, { reason: 'interrupted' }).length > 0) return true;
  const last = events.findLast(({ type }) => type === 'turnEnded' || type === 'rewound');
  return last?.type === 'turnEnded' && last.reason === 'interrupted';
}

function lastTime(events: readonly ChatEvent[]): number {
  return events.reduce((time, event) => ('at' in event ? event.at : time), 0);
}

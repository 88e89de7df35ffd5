import { conversationOf } from './conversation.ts';
import type { ChatEvent } from './events.ts';
import { isFromElsewhere } from './fromElsewhere.ts';
import type { LostRequest } from './turn.ts';

/**
 * The last request of a chat if its answer did not come whole: the connection broke, the user
 * stopped it, or the editor went away. The service may have made it all the same, and billed it. A
 * summary is none: nothing goes on from it but another one.
 */
export function lostRequest(events: readonly ChatEvent[]): LostRequest | undefined {
  let lost: { taskUUID: string; shownText: string } | undefined;
  for (const event of conversationOf(events)) {
    switch (event.type) {
      case 'requestSent':
        if (event.purpose !== undefined) break;
        lost = isFromElsewhere(event.taskUUID)
          ? undefined
          : { taskUUID: event.taskUUID, shownText: '' };
        break;
      case 'text':
        if (lost !== undefined) lost.shownText += event.text;
        break;
      case 'answerEnded':
        if (event.taskUUID !== lost?.taskUUID) break;
        if (event.finishReason !== 'truncated' && event.finishReason !== 'stopped')
          lost = undefined;
        break;
      case 'costSettled':
        // Not billed, so there is nothing to be had of it.
        if (event.costUsd === 0 && event.taskUUID === lost?.taskUUID) lost = undefined;
        break;
      case 'userMessage':
      case 'summarised':
      case 'branched':
        lost = undefined;
        break;
      case 'created':
      case 'titled':
      case 'imported':
      case 'rewound':
      case 'messageDeleted':
      case 'messageRestored':
      case 'messageQueued':
      case 'queueRemoved':
      case 'pinned':
      case 'editsUndone':
      case 'instructionsLoaded':
      case 'retried':
      case 'requestResumed':
      case 'prefixBroken':
      case 'adjusted':
      case 'reasoning':
      case 'sourcesFound':
      case 'serviceToolUsed':
      case 'answersOffered':
      case 'answerKept':
      case 'budgetRaised':
      case 'contextRaised':
      case 'imageUploaded':
      case 'toolProposed':
      case 'toolDecided':
      case 'toolStarted':
      case 'toolEnded':
      case 'turnEnded':
        break;
    }
  }
  return lost;
}

/**
 * The background request that was under way when the editor went away: nothing about it is broken,
 * so its turn simply goes on.
 */
export function openTask(log: readonly ChatEvent[]): LostRequest | undefined {
  const events = conversationOf(log);
  const sent = events.findLast(event => event.type === 'requestSent');
  const last = events.findLastIndex(
    event => event.type === 'turnEnded' || event.type === 'answerEnded',
  );
  if (sent?.delivery !== 'async' || sent.purpose !== undefined) return undefined;
  return events.lastIndexOf(sent) < last ? undefined : lostRequest(events);
}

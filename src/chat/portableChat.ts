import { addEvent } from './eventList.ts';
import type { ChatEvent } from './events.ts';
import { markedAsElsewhere, withoutElsewhere } from './fromElsewhere.ts';
import type { Attachment, MessageImage } from './eventParts.ts';
import { closingEvents } from './interruption.ts';

/**
 * The events of a chat as they go into a file and come out of one: what was said and done, without
 * what counts on one machine alone. Both ways go through here, because a file may be written by
 * anyone: nothing in it raises a limit, stands for a person's approval, offers an action or waits
 * for a decision. Applied twice it changes nothing more.
 */
export function portableEvents(events: readonly ChatEvent[]): ChatEvent[] {
  const kept: ChatEvent[] = [];
  for (const event of events) {
    const portable = portableEvent(event);
    if (portable !== undefined) addEvent(kept, portable);
  }
  return [...kept, ...closingEvents(kept, { reason: 'interrupted' })];
}

/** The events as this machine keeps them: their requests were made elsewhere. */
export function eventsFromElsewhere(events: readonly ChatEvent[]): ChatEvent[] {
  return events.map(event =>
    'taskUUID' in event ? { ...event, taskUUID: markedAsElsewhere(event.taskUUID) } : event,
  );
}

function portableEvent(event: ChatEvent): ChatEvent | undefined {
  switch (event.type) {
    case 'created':
    case 'titled':
    case 'imported':
    case 'budgetRaised':
    case 'contextRaised':
    // Whose costs were whose does not count here, and what waited was never said.
    case 'branched':
    case 'messageQueued':
    case 'queueRemoved':
    // Names requests of the machine that it was made on.
    case 'pinned':
    // An upload belongs to the account that made it.
    case 'imageUploaded':
      return undefined;
    case 'toolDecided':
      return event.decision === 'reject' ? event : undefined;
    case 'turnEnded': {
      const { error, ...rest } = event;
      return error === undefined ? rest : { ...rest, error: { message: error.message } };
    }
    case 'userMessage':
      return {
        ...event,
        attachments: event.attachments.map(withoutRef),
        ...(event.images === undefined ? {} : { images: event.images.map(withSafeThumbnail) }),
      };
    case 'toolEnded':
      return event.images === undefined
        ? event
        : { ...event, images: event.images.map(withSafeThumbnail) };
    case 'requestSent': {
      const kept: ChatEvent = { ...event, taskUUID: withoutElsewhere(event.taskUUID) };
      delete kept.boundUsd;
      delete kept.prefix;
      return kept;
    }
    case 'retried':
    case 'prefixBroken':
    case 'adjusted':
    case 'reasoning':
    case 'text':
    case 'toolProposed':
    case 'toolStarted':
    case 'instructionsLoaded':
    case 'editsUndone':
    case 'rewound':
    case 'messageDeleted':
    case 'messageRestored':
    case 'summarised':
      return event;
    case 'requestResumed':
    case 'answerEnded':
    case 'sourcesFound':
    case 'serviceToolUsed':
    case 'answersOffered':
    case 'answerKept':
    case 'costSettled':
      return { ...event, taskUUID: withoutElsewhere(event.taskUUID) };
  }
}

/** A reference is to a place on the machine that it was made on. */
function withoutRef(attachment: Attachment): Attachment {
  const kept = { ...attachment };
  delete kept.ref;
  return kept;
}

/** Characters of a data URI that is only there to be looked at in the panel. */
const LONGEST_THUMBNAIL = 40_000;

/** The panel shows it as it is. */
function withSafeThumbnail({ thumbnail, ...image }: MessageImage): MessageImage {
  const isSafe =
    thumbnail !== undefined &&
    thumbnail.length <= LONGEST_THUMBNAIL &&
    /^data:image\/(?:png|jpeg|webp);base64,[A-Za-z0-9+/=]+$/.test(thumbnail);
  return isSafe ? { ...image, thumbnail } : image;
}

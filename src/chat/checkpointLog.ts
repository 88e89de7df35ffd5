import { beginsTurn, conversationOf, placeOf } from './conversation.ts';
import type { ChatEvent } from './events.ts';

export type UserMessage = Extract<ChatEvent, { type: 'userMessage' }>;

/** The messages of a chat that can be gone back to, oldest first. */
export function checkpointsOf(events: readonly ChatEvent[]): readonly UserMessage[] {
  return conversationOf(events).filter(beginsTurn);
}

/** What a chat's log says of the edits since one of its messages. */
export interface EditsSince {
  /** ms since 1970. */
  readonly at: number;
  /** Of this message and all later ones, those that were taken back too. */
  readonly messageIds: ReadonlySet<string>;
  /** How often each file was edited, by its display path after the edit. */
  readonly edits: ReadonlyMap<string, number>;
}

/** @returns undefined if there is no such message */
export function editsSince(
  events: readonly ChatEvent[],
  messageId: string,
): EditsSince | undefined {
  const place = placeOf(events, messageId);
  const message = events[place];
  if (message?.type !== 'userMessage') return undefined;
  const since = events.slice(place);
  const messageIds = since.flatMap(event => (event.type === 'userMessage' ? [event.id] : []));
  // Edits of the chat that this one was copied from are not in its own record.
  const own = since.slice(since.findLastIndex(event => event.type === 'branched') + 1);
  return { at: message.at, messageIds: new Set(messageIds), edits: editsOf(own) };
}

function editsOf(events: readonly ChatEvent[]): ReadonlyMap<string, number> {
  const proposed = new Map<string, readonly string[]>();
  const edits = new Map<string, number>();
  for (const event of events) {
    if (event.type === 'toolProposed' && event.shown.kind === 'edit') {
      const paths = event.shown.files.map(({ path, newPath }) => newPath ?? path);
      proposed.set(event.callId, paths);
    } else if (event.type === 'toolEnded' && event.state === 'done') {
      for (const path of new Set(proposed.get(event.callId))) {
        edits.set(path, (edits.get(path) ?? 0) + 1);
      }
    }
  }
  return edits;
}

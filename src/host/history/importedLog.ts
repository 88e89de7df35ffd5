import { SCHEMA } from '../../chat/sessionLog.ts';
import type { ChatEvent } from '../../chat/events.ts';
import { eventsFromElsewhere } from '../../chat/portableChat.ts';
import { storedLine } from '../../chat/storedEvent.ts';
import type { ChatFile } from './chatFile.ts';

/** The log of an imported chat: above all of it stands that it came out of a file. */
export function importedLog(
  id: string,
  { title, events }: Pick<ChatFile, 'title' | 'events'>,
  at: number,
): string {
  const all: ChatEvent[] = [
    { type: 'created', at, schema: SCHEMA, id },
    { type: 'titled', title },
    { type: 'imported', at },
    ...eventsFromElsewhere(events),
  ];
  return all.map(event => `${storedLine(event)}\n`).join('');
}

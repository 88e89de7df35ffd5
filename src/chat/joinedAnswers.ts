import { createContinuations } from './continuation.ts';
import type { ChatEvent } from './events.ts';
import { joinedAt } from './seam.ts';

/**
 * The events of a conversation as they are read: the text that goes on with one that was cut stands
 * there, and not where it was written. The messages that asked for it stay, for the time they were
 * written at.
 */
export function joinedAnswers(events: readonly ChatEvent[]): readonly ChatEvent[] {
  if (!events.some(event => event.type === 'userMessage' && event.continues === true)) {
    return events;
  }
  const read: ChatEvent[] = [];
  const continuations = createContinuations();
  let cut: { readonly at: number; readonly before: string; more: string } | undefined;
  const write = (): void => {
    const text = cut === undefined ? undefined : read[cut.at];
    if (cut === undefined || text?.type !== 'text') return;
    read[cut.at] = { ...text, text: joinedAt(cut.before, cut.more) };
  };
  for (const event of events) {
    continuations.add(event);
    if (event.type === 'text' && cut !== undefined && continuations.goesOn) {
      cut.more += event.text;
      continue;
    }
    if (event.type === 'userMessage') write();
    read.push(event);
    if (event.type === 'userMessage') {
      const at = event.continues === true ? read.findLastIndex(({ type }) => type === 'text') : -1;
      const text = read[at];
      cut = text?.type === 'text' ? { at, before: text.text, more: '' } : undefined;
    } else if (event.type === 'retried' && cut !== undefined && continuations.goesOn) {
      cut.more = '';
    }
  }
  write();
  return read;
}

import { setImmediate } from 'node:timers/promises';
import { MOST_HITS } from '../protocol/requests/transcript.ts';
import type { ChatItem } from '../protocol/viewModel.ts';
import type { Result } from '../protocol/messages.ts';

/** UTF-16 code units that are searched before others get their turn: about 5 ms of work. */
const SLICE = 4_000_000;

/**
 * Which items hold a text, in whatever case, and how often.
 * @param signal ends it early, with what was found so far
 */
export async function searchItems(
  items: readonly ChatItem[],
  text: string,
  signal: AbortSignal,
): Promise<Result<'findInChat'>> {
  const wanted = text.toLowerCase();
  const hits: Result<'findInChat'>['hits'] = [];
  if (wanted === '') return { hits, isCut: false };
  let read = 0;
  for (let place = 0; place < items.length && !signal.aborted; place += 1) {
    const item = items[place];
    if (item === undefined) break;
    const texts = textsOf(item);
    const count = texts.reduce((sum, part) => sum + occurrences(part.toLowerCase(), wanted), 0);
    if (count > 0 && hits.length === MOST_HITS) return { hits, isCut: true };
    if (count > 0) hits.push({ id: item.id, place, count });
    read += texts.reduce((sum, part) => sum + part.length, 0);
    if (read < SLICE) continue;
    read = 0;
    await setImmediate();
  }
  return { hits, isCut: false };
}

/** What a person can read of an item, in the order in which it stands there. */
function textsOf(item: ChatItem): readonly string[] {
  switch (item.kind) {
    case 'user':
      return [item.text, ...item.attachments.map(({ label }) => label)];
    case 'thinking':
    case 'text':
    case 'summary':
      return [item.text];
    case 'tool':
      return [item.title, item.summary, item.input, item.output];
    case 'notice':
      return [item.message];
    case 'answers':
      return item.answers.map(({ text }) => text);
    case 'sources':
      return item.sources.map(({ title }) => title);
    case 'plan':
      return item.steps.map(({ text }) => text);
    case 'instructions':
      return item.files.flatMap(file => [file.path, file.text]);
    case 'turn':
      return [];
  }
}

function occurrences(text: string, wanted: string): number {
  let count = 0;
  for (let at = text.indexOf(wanted); at !== -1; at = text.indexOf(wanted, at + wanted.length)) {
    count += 1;
  }
  return count;
}

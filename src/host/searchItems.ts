import { setImmediate } from 'node:timers/promises';
import { markdownPattern, plainMarkdown } from '../base/plainMarkdown.ts';
import { MOST_HITS } from '../protocol/requests/transcript.ts';
import type { ChatItem } from '../protocol/viewModel.ts';
import type { Result } from '../protocol/messages.ts';

/** UTF-16 code units that are searched before others get their turn: about 5 ms of work. */
const SLICE = 4_000_000;

/**
 * Which items hold a text as it is drawn, in whatever case, and how often; any white space stands
 * for any other.
 * @param signal ends it early, with what was found so far
 */
export async function searchItems(
  items: readonly ChatItem[],
  text: string,
  signal: AbortSignal,
): Promise<Result<'findInChat'>> {
  const words = text.split(/\s+/).filter(word => word !== '');
  const hits: Result<'findInChat'>['hits'] = [];
  if (words.length === 0) return { hits, isCut: false };
  const wanted = words.join(' ').toLowerCase();
  const loose = markdownPattern(words);
  let read = 0;
  for (let place = 0; place < items.length && !signal.aborted; place += 1) {
    const item = items[place];
    if (item === undefined) break;
    const { plain, markdown } = textsOf(item);
    const shown = [
      ...plain,
      ...markdown.filter(part => loose.test(part)).map(part => plainMarkdown(part)),
    ];
    const count = shown.reduce((sum, part) => sum + occurrences(inOneLine(part), wanted), 0);
    if (count > 0 && hits.length === MOST_HITS) return { hits, isCut: true };
    if (count > 0) hits.push({ id: item.id, place, count });
    read += [...plain, ...markdown].reduce((sum, part) => sum + part.length, 0);
    if (read < SLICE) continue;
    read = 0;
    await setImmediate();
  }
  return { hits, isCut: false };
}

/** What a person can read of an item: what is drawn as it stands, and what is drawn as markdown. */
interface Texts {
  readonly plain: readonly string[];
  readonly markdown: readonly string[];
}

function textsOf(item: ChatItem): Texts {
  switch (item.kind) {
    case 'user':
      return { plain: [item.text, ...item.attachments.map(({ label }) => label)], markdown: [] };
    case 'thinking':
    case 'text':
    case 'summary':
      return { plain: [], markdown: [item.text] };
    case 'tool':
      return { plain: [item.title, item.summary, item.input, item.output], markdown: [] };
    case 'notice':
      return { plain: [item.message], markdown: [] };
    case 'answers':
      return { plain: [], markdown: item.answers.map(({ text }) => text) };
    case 'sources':
      return { plain: item.sources.map(({ title }) => title), markdown: [] };
    case 'plan':
      return { plain: item.steps.map(({ text }) => text), markdown: [] };
    case 'instructions':
      return { plain: item.files.flatMap(file => [file.path, file.text]), markdown: [] };
    case 'turn':
      return { plain: [], markdown: [] };
  }
}

function inOneLine(text: string): string {
  return text.replace(/\s+/g, ' ').toLowerCase();
}

function occurrences(text: string, wanted: string): number {
  let count = 0;
  for (let at = text.indexOf(wanted); at !== -1; at = text.indexOf(wanted, at + wanted.length)) {
    count += 1;
  }
  return count;
}

import { open } from 'node:fs/promises';
import path from 'node:path';
import type { SearchHit } from '../../protocol/requests/history.ts';
import { whereItExists } from '../files/whereItExists.ts';
import { createLogSearch } from './searchLog.ts';
import { textQuery, type TextQuery } from './searchText.ts';

/** What a search has come to since it was last asked. */
export interface SearchPiece {
  readonly hits: SearchHit[];
  /** Chats that were looked through so far, and all. */
  readonly searched: number;
  readonly total: number;
  readonly done: boolean;
}

/**
 * Searches the texts of all chats, a piece each time it is asked; between two pieces it does
 * nothing. Another query ends the one before.
 */
export interface ChatSearch {
  next(query: string, restart: boolean): Promise<SearchPiece>;
}

const CHUNK_BYTES = 256 * 1_024;
/** After about so long a piece is handed over. */
const PIECE_MS = 100;
const HITS_A_CHAT = 3;
/** Who searches for more looks for something else. */
const MOST_HITS = 200;

export function createChatSearch(parts: {
  /** Where the logs are. */
  readonly folder: string;
  /** The chats in the order in which they are searched. */
  readonly chatIds: () => Promise<readonly string[]>;
  /** ms; only differences count. */
  readonly clock: () => number;
}): ChatSearch {
  const { folder, chatIds, clock } = parts;
  let current: { readonly query: string; readonly run: AsyncGenerator<Step> } | undefined;
  let last: Omit<SearchPiece, 'hits'> = { searched: 0, total: 0, done: true };

  async function* run(query: TextQuery): AsyncGenerator<Step> {
    const ids = await chatIds();
    let count = 0;
    for (const [index, chatId] of ids.entries()) {
      const search = createLogSearch(query);
      for await (const lines of linesOf(path.join(folder, `${chatId}.jsonl`))) {
        for (const line of lines) search.line(line);
        yield { hits: [], searched: index, total: ids.length };
      }
      const hits = search.hits().slice(0, HITS_A_CHAT);
      count += hits.length;
      yield {
        hits: hits.map(hit => ({ chatId, ...hit })),
        searched: index + 1,
        total: ids.length,
      };
      if (count >= MOST_HITS) return;
    }
  }

  return {
    next: async (text, restart) => {
      if (restart || current?.query !== text) {
        const query = textQuery(text);
        // The one before reads on no further: nobody asks it to.
        current = query === undefined ? undefined : { query: text, run: run(query) };
        last = { searched: 0, total: 0, done: query === undefined };
      }
      const mine = current;
      const hits: SearchHit[] = [];
      const until = clock() + PIECE_MS;
      while (mine !== undefined && mine === current) {
        const step = await mine.run.next();
        if (mine !== current) break;
        if (step.done === true) {
          last = { ...last, done: true };
          break;
        }
        hits.push(...step.value.hits);
        last = { searched: step.value.searched, total: step.value.total, done: false };
        if (clock() >= until) break;
      }
      return mine === current ? { hits, ...last } : { hits: [], ...last, done: true };
    },
  };
}

type Step = Omit<SearchPiece, 'done'>;

/**
 * The lines of a file, some at a time; none if it is not there. What is no UTF-8 is replaced. Between
 * two pieces nothing is open, for nobody may ask for the next one.
 */
async function* linesOf(file: string): AsyncGenerator<readonly string[]> {
  const decoder = new TextDecoder('utf-8');
  // Pieces of one line that is longer than a chunk, joined once.
  let begun: string[] = [];
  for (let offset = 0; ;) {
    const bytes = await chunkOf(file, offset);
    if (bytes.length === 0) break;
    offset += bytes.length;
    const lines = decoder.decode(bytes, { stream: true }).split('\n');
    begun.push(lines[0] ?? '');
    if (lines.length > 1) {
      const first = begun.join('');
      begun = [lines.at(-1) ?? ''];
      yield [first, ...lines.slice(1, -1)];
    }
  }
  yield [begun.join('') + decoder.decode()];
}

/** Empty at the end of the file, and if it is not there. */
async function chunkOf(file: string, offset: number): Promise<Buffer> {
  const handle = await whereItExists(open(file, 'r'));
  if (handle === undefined) return Buffer.alloc(0);
  try {
    const { bytesRead, buffer } = await handle.read(
      Buffer.alloc(CHUNK_BYTES),
      0,
      CHUNK_BYTES,
      offset,
    );
    return buffer.subarray(0, bytesRead);
  } finally {
    await handle.close();
  }
}

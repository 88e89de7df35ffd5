import MiniSearch from 'minisearch';
import { chunkText, type Chunk } from './chunkText.ts';
import { searchWords } from './searchWords.ts';

/** A chunk of a file that fits a query. */
export interface Passage extends Chunk {
  readonly path: string;
  readonly score: number;
  /** The words of the file that fit. */
  readonly words: readonly string[];
}

/** An index of files by the words of their chunks; it holds none of their text. */
export interface PassageIndex {
  /**
   * Takes a file in, or anew, a chunk at each step so that the caller can give way in between.
   * A file that no longer fits in is left out.
   */
  put(path: string, text: string): Generator<undefined, void>;
  remove(path: string): void;
  paths(): Iterable<string>;
  search(words: string, isWanted: (path: string) => boolean, limit: number): readonly Passage[];
  readonly chunks: number;
}

/** Chunks, and UTF-16 code units of all the text, that are taken in at most. */
const MAX_CHUNKS = 60_000;
const MAX_CHARACTERS = 60_000_000;
const MAX_LINE = 400;

interface Entry {
  readonly ids: number[];
  readonly characters: number;
}

interface Indexed extends Chunk {
  readonly path: string;
}

export function createPassageIndex(): PassageIndex {
  const index = new MiniSearch<{ id: number; text: string; heading: string; path: string }>({
    fields: ['text', 'heading', 'path'],
    tokenize: searchWords,
    processTerm: word => word,
  });
  const files = new Map<string, Entry>();
  const chunks = new Map<number, Indexed>();
  let [nextId, characters] = [0, 0];

  const remove = (path: string): void => {
    const entry = files.get(path);
    if (entry === undefined) return;
    files.delete(path);
    characters -= entry.characters;
    for (const id of entry.ids) {
      chunks.delete(id);
      index.discard(id);
    }
  };

  return {
    *put(path, text) {
      remove(path);
      if (characters + text.length > MAX_CHARACTERS) return;
      const lines = text.split(/\r\n|\r|\n/);
      const ids: number[] = [];
      files.set(path, { ids, characters: text.length });
      characters += text.length;
      for (const chunk of chunkText(path, lines)) {
        if (chunks.size >= MAX_CHUNKS) return;
        const id = nextId;
        nextId += 1;
        ids.push(id);
        chunks.set(id, { ...chunk, path });
        const inIt = lines.slice(chunk.startLine - 1, chunk.endLine);
        const indexed = inIt.map(line => line.slice(0, MAX_LINE)).join('\n');
        index.add({ id, text: indexed, heading: chunk.heading, path });
        yield;
      }
    },
    remove,
    paths: () => files.keys(),
    search: (words, isWanted, limit) => {
      const found = index.search(words, {
        boost: { heading: 3, path: 2 },
        prefix: word => word.length >= 4,
        weights: { prefix: 0.3, fuzzy: 0 },
        filter: ({ id }) => isWanted(pathOf(chunks, id)),
      });
      return found.slice(0, limit).flatMap(({ id, score, terms }) => {
        const chunk = chunkOf(chunks, id);
        return chunk === undefined ? [] : [{ ...chunk, score, words: terms }];
      });
    },
    get chunks() {
      return chunks.size;
    },
  };
}

function chunkOf(chunks: ReadonlyMap<number, Indexed>, id: unknown): Indexed | undefined {
  return typeof id === 'number' ? chunks.get(id) : undefined;
}

function pathOf(chunks: ReadonlyMap<number, Indexed>, id: unknown): string {
  return chunkOf(chunks, id)?.path ?? '';
}

import type { RankedPassage } from '../../tools/rankedSearchPort.ts';
import { createGivingWay } from './givingWay.ts';
import { globMatcher } from './globMatch.ts';
import { isHeapShort } from './heapShort.ts';
import { createPassageIndex, type Passage, type PassageIndex } from './passageIndex.ts';
import { passageNow } from './passageNow.ts';

/** The files that are searched. */
export interface RankedFiles {
  /** Display paths of the files that may be searched now. */
  list(signal: AbortSignal): Promise<readonly string[]>;
  /** The text as it is now; undefined if it is none, gone or too big. */
  read(path: string): Promise<string | undefined>;
}

export interface RankedSearch {
  search(
    query: { readonly words: string; readonly limit: number; readonly glob: string | undefined },
    signal: AbortSignal,
  ): Promise<{ readonly passages: readonly RankedPassage[]; readonly complete: boolean }>;
  /** A file was made, changed or deleted; undefined: any may have. It is looked at on the next query. */
  changed(path: string | undefined): void;
  /** Lets the index go if no query has used it for long: that of a large tree takes hundreds of MB. */
  letGoUnused(): void;
  dispose(): void;
}

interface Options {
  /** How long a query waits for the index before it answers from what is there, in ms. */
  readonly patienceMs: number;
  /** How long after the last query the index stays at least, in ms. */
  readonly keptMs: number;
  /** In ms, from any point on. */
  readonly clock: () => number;
  /** Whether the memory is so full that the index has to go. */
  readonly isMemoryShort?: () => boolean;
}

/** Changes that are kept apart; beyond that every file is looked at anew. */
const MAX_CHANGES = 2_000;

/** Searches by relevance in an index that is built on first use and kept up to date by queries. */
export function createRankedSearch(files: RankedFiles, options: Options): RankedSearch {
  const { patienceMs, keptMs, clock, isMemoryShort = isHeapShort } = options;
  let index: PassageIndex | undefined;
  /** Undefined: all of them. */
  let changes: Set<string> | undefined;
  let updating: Promise<boolean> | undefined;
  let end = new AbortController();
  let usedAt = -Infinity;

  const drop = (): void => {
    end.abort();
    end = new AbortController();
    [index, changes, updating] = [undefined, undefined, undefined];
  };

  /** @returns false if the memory became short meanwhile */
  const update = async (into: PassageIndex, signal: AbortSignal): Promise<boolean> => {
    const giveWay = createGivingWay();
    const changed = changes;
    changes = new Set();
    const listed = new Set(await files.list(signal));
    for (const path of [...into.paths()]) if (!listed.has(path)) into.remove(path);
    const known = new Set(into.paths());
    for (const path of listed) {
      if (changed?.has(path) === false && known.has(path)) continue;
      const text = await files.read(path);
      signal.throwIfAborted();
      if (text === undefined) into.remove(path);
      else {
        const steps = into.put(path, text);
        while (steps.next().done !== true) await giveWay();
      }
      await giveWay();
      if (isMemoryShort()) {
        drop();
        return false;
      }
    }
    return true;
  };

  const upToDate = (): { readonly index: PassageIndex; readonly done: Promise<boolean> } => {
    if (index !== undefined && isMemoryShort()) drop();
    index ??= createPassageIndex();
    if (updating === undefined && changes?.size !== 0) {
      const before = changes;
      const run = update(index, end.signal).finally(() => {
        if (updating === run) updating = undefined;
      });
      // A list that failed is made again on the next query, of the same changes.
      run.catch(() => {
        changes =
          before === undefined || changes === undefined
            ? undefined
            : new Set([...before, ...changes]);
      });
      updating = run;
    }
    return { index, done: updating ?? Promise.resolve(true) };
  };

  return {
    search: async ({ words, limit, glob }, signal) => {
      signal.throwIfAborted();
      usedAt = clock();
      const current = upToDate();
      const complete = await within(current.done, patienceMs, signal);
      const isWanted = glob === undefined ? (): boolean => true : globMatcher(glob);
      // Some may have gone since.
      const found = current.index.search(words, isWanted, limit * 2);
      const passages: RankedPassage[] = [];
      const texts = new Map<string, string | undefined>();
      for (const passage of found) {
        if (passages.length === limit) break;
        signal.throwIfAborted();
        const { path } = passage;
        if (!texts.has(path)) texts.set(path, await files.read(path));
        const now = shownNow(passage, texts.get(path));
        if (now === undefined) changes?.add(path);
        else passages.push(now);
      }
      return { passages, complete };
    },
    changed: path => {
      if (path === undefined || (changes?.size ?? 0) >= MAX_CHANGES) changes = undefined;
      else changes?.add(path);
    },
    letGoUnused: () => {
      if (index !== undefined && clock() - usedAt >= keptMs) drop();
    },
    dispose: drop,
  };
}

function shownNow(passage: Passage, text: string | undefined): RankedPassage | undefined {
  const now = text === undefined ? undefined : passageNow(passage, text);
  return now === undefined ? undefined : { ...now, path: passage.path, score: passage.score };
}

/** False if it has not ended within a time. @throws what it rejects with; the signal's reason */
async function within(done: Promise<boolean>, ms: number, signal: AbortSignal): Promise<boolean> {
  const patience = AbortSignal.timeout(ms);
  const either = AbortSignal.any([patience, signal]);
  // Both die with this query: no listener has to be taken back.
  const givenUp = new Promise<boolean>(resolve => {
    either.addEventListener('abort', () => resolve(false), { once: true });
  });
  const ended = await Promise.race([done, givenUp]);
  signal.throwIfAborted();
  return ended;
}

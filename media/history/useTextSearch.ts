import { useEffect, useState } from 'preact/hooks';
import type { SearchHit } from '../../src/protocol/requests/history.ts';
import { usePanel } from '../panelContext.ts';

/** What the search through the texts of all chats has come to. */
export interface TextSearch {
  readonly hits: readonly SearchHit[];
  readonly searched: number;
  readonly total: number;
  readonly done: boolean;
}

const NOTHING: TextSearch = { hits: [], searched: 0, total: 0, done: true };

/** A single character stands nearly everywhere. */
const SHORTEST = 2;

/** Asks on until the search is through; another query begins another one. */
export function useTextSearch(query: string): TextSearch {
  const { ask } = usePanel();
  const [search, setSearch] = useState(NOTHING);
  const text = query.trim();

  useEffect(() => {
    setSearch(NOTHING);
    if (text.length < SHORTEST) return;
    let isCurrent = true;
    const run = async (): Promise<void> => {
      let hits: readonly SearchHit[] = [];
      for (let restart = true; ; restart = false) {
        const piece = await ask('searchChats', { query: text, restart });
        if (!isCurrent) return;
        if (piece === undefined) break;
        hits = [...hits, ...piece.hits];
        setSearch({ ...piece, hits });
        if (piece.done) return;
      }
      setSearch({ ...NOTHING, hits });
    };
    void run();
    return () => {
      isCurrent = false;
    };
  }, [text]);
  return search;
}

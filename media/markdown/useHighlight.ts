import { useEffect, useState } from 'preact/hooks';
import { usePanel } from '../panelContext.ts';
import type { Run } from './highlight.ts';

/** Chunks that are coloured in one go: some milliseconds of work. */
const SLICE_CHUNKS = 5;

/** A chunk that was coloured; its runs joined are its text. */
interface Coloured {
  readonly text: string;
  readonly runs: readonly Run[];
}

const nothing: readonly (Coloured | undefined)[] = [];

/**
 * The colours of code, chunk by chunk, as they become known. A chunk that changed is without colours
 * until it is coloured again, and so are those behind it; those before it, as when more of a block is
 * unfolded, keep theirs.
 * Long code is coloured in slices that know nothing of each other: a comment or string that spans
 * two of them may lose its colour, and no slice holds up the page.
 * @param language '' for code that is not to be coloured (yet)
 */
export function useHighlight(
  chunks: readonly string[],
  language: string,
): readonly (readonly Run[] | undefined)[] {
  const { highlight } = usePanel();
  const code = language === '' ? '' : chunks.join('');
  const [known, setKnown] = useState(nothing);

  useEffect(() => {
    if (code === '') return undefined;
    const abort = new AbortController();
    const first = chunks.findIndex((text, at) => known[at]?.text !== text);
    for (let at = first; at >= 0 && at < chunks.length; at += SLICE_CHUNKS) {
      const slice = chunks.slice(at, at + SLICE_CHUNKS);
      highlight({
        code: slice.join(''),
        language,
        signal: abort.signal,
        done: runs => {
          const parts = splitRuns(runs, slice);
          setKnown(last => {
            const all = [...last];
            slice.forEach((text, index) => (all[at + index] = { text, runs: parts[index] ?? [] }));
            return all;
          });
        },
      });
    }
    return () => abort.abort();
  }, [code, language]);

  return chunks.map((text, at) => (known[at]?.text === text ? known[at].runs : undefined));
}

/** Deals runs out to the chunks that their texts come from. */
export function splitRuns(runs: readonly Run[], chunks: readonly string[]): Run[][] {
  const rest = [...runs].reverse();
  return chunks.map(chunk => {
    const part: Run[] = [];
    let missing = chunk.length;
    while (missing > 0) {
      const run = rest.pop();
      if (run === undefined) break;
      part.push({ text: run.text.slice(0, missing), style: run.style });
      if (run.text.length > missing) {
        rest.push({ text: run.text.slice(missing), style: run.style });
      }
      missing -= run.text.length;
    }
    return part;
  });
}

import { useEffect, useState } from 'preact/hooks';
import { usePanel } from '../panelContext.ts';
import type { Run } from './highlight.ts';

/** Chunks that are coloured in one go: some milliseconds of work. */
const SLICE_CHUNKS = 5;

type Colours = readonly (readonly Run[] | undefined)[];
const plain: Colours = [];

/**
 * The colours of code, chunk by chunk, as they become known; the chunks joined are the code.
 * Long code is coloured in slices that know nothing of each other: a comment or string that spans
 * two of them may lose its colour, and no slice holds up the page.
 * @param language '' for code that is not to be coloured (yet)
 */
export function useHighlight(chunks: readonly string[], language: string): Colours {
  const { highlight } = usePanel();
  const code = language === '' ? '' : chunks.join('');
  const [known, setKnown] = useState<{ readonly code: string; readonly colours: Colours }>();

  useEffect(() => {
    if (code === '') return undefined;
    const abort = new AbortController();
    // What was coloured before more of the block was unfolded stays as it is.
    const before = known !== undefined && code.startsWith(known.code) ? known.colours : plain;
    for (let at = before.length; at < chunks.length; at += SLICE_CHUNKS) {
      const slice = chunks.slice(at, at + SLICE_CHUNKS);
      highlight({
        code: slice.join(''),
        language,
        signal: abort.signal,
        done: runs => {
          const coloured = splitRuns(runs, slice);
          setKnown(last => {
            const colours = last?.code === code ? [...last.colours] : [...before];
            coloured.forEach((chunk, index) => (colours[at + index] = chunk));
            return { code, colours };
          });
        },
      });
    }
    return () => abort.abort();
  }, [code, language]);

  return known !== undefined && code.startsWith(known.code) ? known.colours : plain;
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

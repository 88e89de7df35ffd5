import * as l10n from '@vscode/l10n';
import type { VNode } from 'preact';
import { useMemo } from 'preact/hooks';
import { memo } from '../memo.tsx';
import { FoldButtons, useFold } from './fold.tsx';
import type { Run } from './highlight.ts';
import { CHUNK_LINES } from './openFence.ts';
import { useHighlight } from './useHighlight.ts';

/** Chunks of a block that still grows that are drawn: its end. */
const OPEN_CHUNKS = 4;

/** Chunks that are drawn of a finished block, and how many more with each press. */
const FOLDED_CHUNKS = 1;
const MORE_CHUNKS = 50;

/**
 * Lines of code, drawn in chunks, each contained, so that a block that is still arriving lays out
 * its last chunk only. A long one shows its end while it grows, and its beginning afterwards.
 */
export function CodeLines(props: {
  readonly chunks: readonly string[];
  readonly rest: string;
  readonly open: boolean;
  readonly language: string;
}): VNode {
  const { chunks, rest, open, language } = props;
  const all = useMemo(() => [...chunks, ...chunksOf(rest)], [chunks, rest]);
  const fold = useFold(all.length, FOLDED_CHUNKS, MORE_CHUNKS);
  const from = open ? Math.max(0, all.length - OPEN_CHUNKS) : 0;
  const shown = useMemo(
    () => all.slice(from, open ? undefined : fold.shown),
    [all, from, open, fold.shown],
  );
  const colours = useHighlight(shown, open ? '' : language);
  const lineCount = useMemo(
    () => (all.length - 1) * CHUNK_LINES + (all.at(-1) ?? '').split('\n').length,
    [all],
  );
  return (
    <>
      {from > 0 && <p class="fold-note">{l10n.t('{0} lines above', from * CHUNK_LINES)}</p>}
      <pre tabIndex={0}>
        <code>
          {shown.map((text, at) => (
            <Chunk key={from + at} text={text} runs={colours[at]} />
          ))}
        </code>
      </pre>
      {!open && (
        <FoldButtons
          fold={fold}
          all={l10n.t('Show all {0} lines', lineCount)}
          more={l10n.t('Show {0} more lines', MORE_CHUNKS * CHUNK_LINES)}
        />
      )}
    </>
  );
}

const Chunk = memo(function Chunk(props: {
  readonly text: string;
  readonly runs: readonly Run[] | undefined;
}): VNode {
  const { text, runs } = props;
  return (
    <span class="code-chunk">
      {runs?.map(({ text: part, style }, at) =>
        style === '' ? (
          part
        ) : (
          <span key={at} class={style}>
            {part}
          </span>
        ),
      ) ?? text}
    </span>
  );
});

/** Pieces of `CHUNK_LINES` lines, line breaks included, so that they join to the text again. */
function chunksOf(text: string): string[] {
  const lines = text.split(/(?<=\n)/);
  const chunks: string[] = [];
  for (let at = 0; at < lines.length; at += CHUNK_LINES) {
    chunks.push(lines.slice(at, at + CHUNK_LINES).join(''));
  }
  return chunks;
}

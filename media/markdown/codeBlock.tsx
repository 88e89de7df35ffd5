import * as l10n from '@vscode/l10n';
import type { VNode } from 'preact';
import { useMemo } from 'preact/hooks';
import { CopyButton } from '../copyButton.tsx';
import { IconButton } from '../iconButton.tsx';
import { usePanel } from '../panelContext.ts';
import type { Run } from './highlight.ts';
import { fenceLanguage } from './links.ts';
import { CHUNK_LINES } from './openFence.ts';
import { useHighlight } from './useHighlight.ts';

/**
 * A block of code with its buttons. Long code is drawn in chunks of lines, each contained, so that
 * one that is still arriving lays out its last chunk only.
 * @param chunks whole chunks of lines; `rest` is what follows them
 * @param open true while more of it is to come: it is coloured once it is not
 */
export function CodeBlock(props: {
  readonly info: string | undefined;
  readonly chunks: readonly string[];
  readonly rest: string;
  readonly open: boolean;
}): VNode {
  const { ask } = usePanel();
  const { chunks, rest, open } = props;
  const language = fenceLanguage(props.info);
  const shown = useMemo(() => [...chunks, ...chunksOf(rest)], [chunks, rest]);
  const colours = useHighlight(shown, open ? '' : language);
  const code = (): string => chunks.join('') + rest;
  return (
    <div class="code-block">
      <div class="code-bar">
        <span class="code-language">{language}</span>
        <CopyButton label={l10n.t('Copy code')} text={code} />
        <IconButton
          icon="insert"
          label={l10n.t('Insert at cursor')}
          onClick={() => void ask('insertAtCursor', { text: code() })}
        />
        <IconButton
          icon="newFile"
          label={l10n.t('New file')}
          onClick={() => void ask('newFile', { text: code(), language })}
        />
      </div>
      <pre tabIndex={0}>
        <code>
          {shown.map((text, at) => (
            <Chunk key={at} text={text} runs={colours[at]} />
          ))}
        </code>
      </pre>
    </div>
  );
}

function Chunk(props: { readonly text: string; readonly runs: readonly Run[] | undefined }): VNode {
  const { text, runs } = props;
  return useMemo(
    () => (
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
    ),
    [text, runs],
  );
}

/** Pieces of `CHUNK_LINES` lines, line breaks included, so that they join to the text again. */
function chunksOf(text: string): string[] {
  const lines = text.split(/(?<=\n)/);
  const chunks: string[] = [];
  for (let at = 0; at < lines.length; at += CHUNK_LINES) {
    chunks.push(lines.slice(at, at + CHUNK_LINES).join(''));
  }
  return chunks;
}

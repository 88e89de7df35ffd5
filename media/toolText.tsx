import * as l10n from '@vscode/l10n';
import type { VNode } from 'preact';
import { useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks';

import { CopyButton } from './copyButton.tsx';
import { plainOutput } from './plainOutput.ts';

/** UTF-16 code units of what still grows that are drawn; a frame must not cost more as it gets long. */
const LIVE = 20_000;

/** UTF-16 code units that are drawn of a finished text before a person asks for all of it. */
const FOLDED = 20_000;

/** CSS pixels from the end within which a reader counts as being at the end. */
const NEAR = 24;

/** Input or output of a tool. What grows is followed at its end, until the reader scrolls up. */
export function ToolText(props: {
  readonly label: string;
  readonly text: string;
  readonly grows?: boolean;
}): VNode {
  const { label, text, grows = false } = props;
  const view = useRef<HTMLPreElement>(null);
  const isAtEnd = useRef(true);
  const [isUnfolded, setUnfolded] = useState(false);
  useLayoutEffect(() => {
    if (grows && isAtEnd.current && view.current !== null) {
      view.current.scrollTop = view.current.scrollHeight;
    }
  }, [text, grows]);
  const isFolded = !grows && !isUnfolded && text.length > FOLDED;
  const shown = useMemo(() => {
    if (grows && text.length > LIVE) return `…${plainOutput(text.slice(-LIVE))}`;
    return plainOutput(isFolded ? `${text.slice(0, FOLDED)}…` : text);
  }, [text, grows, isFolded]);
  return (
    <div class="tool-output">
      <pre
        class="tool-text"
        ref={view}
        tabIndex={0}
        aria-label={label}
        onScroll={({ currentTarget: pre }) => {
          isAtEnd.current = pre.scrollHeight - pre.scrollTop - pre.clientHeight <= NEAR;
        }}
      >
        {shown}
      </pre>
      <div class="tool-output-actions">
        <CopyButton label={l10n.t('Copy {0}', label)} text={() => plainOutput(text)} />
        {isFolded && (
          <button type="button" class="text-button" data-unfold onClick={() => setUnfolded(true)}>
            {l10n.t('Show all')}
          </button>
        )}
      </div>
    </div>
  );
}

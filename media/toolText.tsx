import type { VNode } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';

/** UTF-16 code units of what still grows that are drawn; a frame must not cost more as it gets long. */
const LIVE = 20_000;

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
  useLayoutEffect(() => {
    if (grows && isAtEnd.current && view.current !== null) {
      view.current.scrollTop = view.current.scrollHeight;
    }
  }, [text, grows]);
  return (
    <pre
      class="tool-text"
      ref={view}
      tabIndex={0}
      aria-label={label}
      onScroll={({ currentTarget: pre }) => {
        isAtEnd.current = pre.scrollHeight - pre.scrollTop - pre.clientHeight <= NEAR;
      }}
    >
      {grows && text.length > LIVE ? `…${text.slice(-LIVE)}` : text}
    </pre>
  );
}

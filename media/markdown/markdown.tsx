import type { VNode } from 'preact';
import { useMemo, useRef } from 'preact/hooks';
import { BlockView } from './block.tsx';
import { growingBlocks, wholeBlocks, type Block, type Blocks } from './blocks.ts';

/**
 * Text of the model as vnodes; no HTML string exists on the way (invariant 4).
 * @param growing true while more is to come
 */
export function Markdown(props: { readonly text: string; readonly growing: boolean }): VNode {
  const before = useRef<Blocks | undefined>(undefined);
  const text = withLineFeeds(props.text);
  const blocks = props.growing
    ? growingBlocks(text, before.current)
    : wholeBlocks(text, before.current);
  before.current = blocks;
  return (
    <div class="markdown">
      {blocks.groups.map((group, at) => (
        <Group key={at} group={group} />
      ))}
    </div>
  );
}

function Group({ group }: { readonly group: readonly Block[] }): VNode {
  return useMemo(
    () => (
      <div class="blocks">
        {group.map((block, at) => (
          <BlockView key={at} block={block} />
        ))}
      </div>
    ),
    [group],
  );
}

/** The lexer would do it itself, and its offsets would then not be those of the text. */
function withLineFeeds(text: string): string {
  return text.includes('\r') ? text.replace(/\r\n?/g, '\n') : text;
}

import * as l10n from '@vscode/l10n';
import type { VNode } from 'preact';
import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { memo } from '../memo.tsx';
import { BlockView } from './block.tsx';
import { finishedBlocks, GROUP_BLOCKS, growingBlocks, type Block, type Blocks } from './blocks.ts';
import { Footnotes } from './footnoteList.tsx';

/** Groups of blocks that are drawn of a message: some hundred blocks; the rest on demand. */
const MOST_GROUPS = 30;

/** UTF-16 code units of a finished message that are parsed at once; the page breathes in between. */
const SLICE = 100_000;

/**
 * Text of the model as vnodes; no HTML string exists on the way (invariant 4).
 * @param growing true while more is to come
 */
export function Markdown(props: { readonly text: string; readonly growing: boolean }): VNode {
  const text = withLineFeeds(props.text);
  const blocks = useBlocks(text, props.growing);
  const { groups } = blocks;
  const part = usePart(groups.length, props.growing);
  return (
    <div class="markdown">
      {part.from > 0 && (
        <button type="button" class="text-button" data-unfold onClick={part.earlier}>
          {l10n.t('Show more of what is above')}
        </button>
      )}
      {groups.slice(part.from, part.to).map((group, at) => (
        <Group
          key={part.from + at}
          group={group}
          above={groups[part.from + at - 1]?.at(-1)}
          finished={finishedIn(blocks, part.from + at, group.length)}
        />
      ))}
      {part.to < groups.length && (
        <button type="button" class="text-button" data-unfold onClick={part.later}>
          {l10n.t('Show more of this message')}
        </button>
      )}
      {text.includes('[^') && <Footnotes groups={groups} />}
    </div>
  );
}

/** How many blocks of a group can change no more. */
function finishedIn(blocks: Blocks, group: number, length: number): number {
  return Math.max(0, Math.min(length, blocks.frozen - group * GROUP_BLOCKS));
}

/** The blocks; those of a long finished message that did not grow here come in slices. */
function useBlocks(text: string, growing: boolean): Blocks {
  const before = useRef<Blocks | undefined>(undefined);
  const [parsedTo, setParsedTo] = useState(SLICE);
  const isPartial =
    !growing && text.length > parsedTo && (before.current?.text.length ?? 0) < text.length - SLICE;
  const blocks = useMemo(() => {
    if (isPartial) return growingBlocks(text.slice(0, parsedTo), before.current);
    return growing ? growingBlocks(text, before.current) : finishedBlocks(text, before.current);
  }, [text, growing, isPartial, parsedTo]);
  before.current = blocks;
  useEffect(() => {
    if (!isPartial) return undefined;
    const next = requestIdleCallback(() => setParsedTo(parsedTo + SLICE), { timeout: 200 });
    return () => cancelIdleCallback(next);
  }, [isPartial, parsedTo]);
  return blocks;
}

interface Part {
  readonly from: number;
  readonly to: number;
  readonly earlier: () => void;
  readonly later: () => void;
}

/** Which groups are drawn: the end of a message that grows, the beginning of one that was there. */
function usePart(count: number, growing: boolean): Part {
  const [hasGrown, setGrown] = useState(growing);
  const [more, setMore] = useState(0);
  const end = useRef(0);
  if (growing && !hasGrown) setGrown(true);
  // What was on the screen when the message ended stays there.
  if (growing) end.current = count;
  const most = MOST_GROUPS * (more + 1);
  const add = (): void => setMore(more + 1);
  return hasGrown
    ? {
        from: Math.max(0, Math.min(end.current, count) - most),
        to: count,
        earlier: add,
        later: add,
      }
    : { from: 0, to: Math.min(count, most), earlier: add, later: add };
}

const Group = memo(function Group(props: {
  readonly group: readonly Block[];
  readonly above: Block | undefined;
  /** How many of its blocks can change no more. */
  readonly finished: number;
}): VNode {
  const { group, above, finished } = props;
  return (
    <div class="blocks">
      {group.map((block, at) => (
        <BlockView
          key={at}
          block={block}
          above={group[at - 1] ?? above}
          isFinished={at < finished}
        />
      ))}
    </div>
  );
});

/** The lexer would do it itself, and its offsets would then not be those of the text. */
function withLineFeeds(text: string): string {
  return text.includes('\r') ? text.replace(/\r\n?/g, '\n') : text;
}

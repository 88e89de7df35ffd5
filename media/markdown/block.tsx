import type { Token, Tokens } from 'marked';
import { h, type ComponentChild, type VNode } from 'preact';
import { unreachable } from '../../src/base/errors.ts';
import { memo } from '../memo.tsx';
import { fencePath, pathAbove } from './blockPath.ts';
import type { Block } from './blocks.ts';
import { CodeBlock, type CodeState } from './codeBlock.tsx';
import { inlineViews } from './inline.tsx';
import { List } from './list.tsx';
import { isClosedFence } from './openFence.ts';
import { Table } from './table.tsx';
import { known, type AnswerToken } from './syntax.ts';

/**
 * One block; drawn again only when it is another one.
 * @param above the block before it, which may name the file of code
 */
export const BlockView = memo(function BlockView(props: {
  readonly block: Block;
  readonly above: Block | undefined;
  /** It can change no more. */
  readonly isFinished: boolean;
}): VNode {
  const { block, above, isFinished } = props;
  const before = above?.kind === 'token' ? above.token : undefined;
  if (block.kind === 'token') {
    return <>{tokenView(known(block.token), isFinished, before)}</>;
  }
  const { language, chunks, rest } = block;
  const path = fencePath(language) ?? pathAbove(before);
  // Wrapped as the finished one, so that it stays the same element when it closes.
  return (
    <>
      <CodeBlock info={language} chunks={chunks} rest={rest} state="growing" path={path} />
    </>
  );
});

const noChunks: readonly string[] = [];

/** Code by its indentation alone has no end of its own: it is whole when nothing can follow it. */
function codeState(token: Tokens.Code, isFinished: boolean): CodeState {
  const isWhole = token.codeBlockStyle === 'indented' ? isFinished : isClosedFence(token.raw);
  if (isWhole) return 'whole';
  return isFinished ? 'cut' : 'growing';
}

function tokenView(
  token: AnswerToken,
  isFinished: boolean,
  above?: Token,
): ComponentChild | readonly ComponentChild[] {
  const inline = (tokens: readonly Token[]): ComponentChild[] => inlineViews(tokens, isFinished);
  const blocks = (tokens: readonly Token[]): ComponentChild[] =>
    tokens.flatMap((inner, at) => tokenView(known(inner), isFinished, tokens[at - 1]));

  switch (token.type) {
    case 'paragraph':
      return <p dir="auto">{inline(token.tokens)}</p>;
    case 'heading':
      // Below the headings of panel, turn and answer, whatever the model chose.
      return h(
        `h${Math.min(6, token.depth + 3)}`,
        { class: `heading-${token.depth}`, dir: 'auto' },
        inline(token.tokens),
      );
    case 'code':
      return (
        <CodeBlock
          info={token.lang}
          chunks={noChunks}
          rest={token.text.replace(/\n$/, '')}
          state={codeState(token, isFinished)}
          path={fencePath(token.lang) ?? pathAbove(above)}
        />
      );
    case 'list':
      return <List list={token} content={blocks} />;
    case 'blockquote':
      return <blockquote dir="auto">{blocks(token.tokens)}</blockquote>;
    case 'table':
      return <Table table={token} isFinished={isFinished} />;
    case 'hr':
      return <hr />;
    case 'math':
      return (
        <p class="math-block" dir="ltr" tabIndex={0} role="math" aria-label={token.text}>
          {token.text}
        </p>
      );
    case 'footnote':
    case 'space':
    case 'def':
      return null;
    case 'html':
      return (
        <p class="raw" dir="auto">
          {token.raw.trimEnd()}
        </p>
      );
    case 'text':
      return inline(token.tokens ?? [token]);
    case 'list_item':
    case 'br':
    case 'checkbox':
    case 'codespan':
    case 'del':
    case 'em':
    case 'escape':
    case 'footnoteRef':
    case 'image':
    case 'link':
    case 'strong':
      return inline([token]);
    default:
      return unreachable(token);
  }
}

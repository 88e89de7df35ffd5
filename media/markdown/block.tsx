import type { Token } from 'marked';
import { h, type VNode } from 'preact';
import { unreachable } from '../../src/base/errors.ts';
import { memo } from '../memo.tsx';
import { fencePath, pathAbove } from './blockPath.ts';
import type { Block } from './blocks.ts';
import { CodeBlock } from './codeBlock.tsx';
import { Inline } from './inline.tsx';
import { IsFinished } from './placeLink.tsx';
import { List } from './list.tsx';
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
    const view = tokenView(known(block.token), before);
    return <IsFinished.Provider value={isFinished}>{view}</IsFinished.Provider>;
  }
  const { language, chunks, rest } = block;
  const path = fencePath(language) ?? pathAbove(before);
  // Wrapped as the finished one, so that it stays the same element when it closes.
  return (
    <IsFinished.Provider value={false}>
      <CodeBlock info={language} chunks={chunks} rest={rest} open={true} path={path} />
    </IsFinished.Provider>
  );
});

function tokenView(token: AnswerToken, above?: Token): VNode | null {
  switch (token.type) {
    case 'paragraph':
      return (
        <p dir="auto">
          <Inline tokens={token.tokens} />
        </p>
      );
    case 'heading':
      // Below the headings of panel, turn and answer, whatever the model chose.
      return h(
        `h${Math.min(6, token.depth + 3)}`,
        { class: `heading-${token.depth}`, dir: 'auto' },
        <Inline tokens={token.tokens} />,
      );
    case 'code':
      return (
        <CodeBlock
          info={token.lang}
          chunks={[]}
          rest={token.text.replace(/\n$/, '')}
          open={false}
          path={fencePath(token.lang) ?? pathAbove(above)}
        />
      );
    case 'list':
      return <List list={token} content={TokenList} />;
    case 'blockquote':
      return (
        <blockquote dir="auto">
          <TokenList tokens={token.tokens} />
        </blockquote>
      );
    case 'table':
      return <Table table={token} />;
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
      return <Inline tokens={token.tokens ?? [token]} />;
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
      return <Inline tokens={[token]} />;
    default:
      return unreachable(token);
  }
}

function TokenList({ tokens }: { readonly tokens: readonly Token[] }): VNode {
  return <>{tokens.map((token, at) => tokenView(known(token), tokens[at - 1]))}</>;
}

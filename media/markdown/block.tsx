import * as l10n from '@vscode/l10n';
import type { Token, Tokens } from 'marked';
import { h, type VNode } from 'preact';
import { useMemo } from 'preact/hooks';
import { unreachable } from '../../src/base/errors.ts';
import type { Block } from './blocks.ts';
import { CodeBlock } from './codeBlock.tsx';
import { Inline } from './inline.tsx';
import { known, type AnswerToken } from './syntax.ts';

/** One block; drawn again only when it is another one. */
export function BlockView({ block }: { readonly block: Block }): VNode | null {
  return useMemo(() => {
    if (block.kind === 'token') return tokenView(known(block.token));
    return <CodeBlock info={block.language} chunks={block.chunks} rest={block.rest} open={true} />;
  }, [block]);
}

function tokenView(token: AnswerToken): VNode | null {
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
        />
      );
    case 'list':
      return <List list={token} />;
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
  return <>{tokens.map(token => tokenView(known(token)))}</>;
}

function List({ list }: { readonly list: Tokens.List }): VNode {
  const items = list.items.map((item, at) => (
    <li key={at} dir="auto" class={item.task ? 'task' : undefined}>
      <TokenList tokens={item.tokens} />
    </li>
  ));
  return list.ordered ? (
    <ol dir="auto" start={list.start === '' ? 1 : list.start}>
      {items}
    </ol>
  ) : (
    <ul dir="auto">{items}</ul>
  );
}

/** Scrolls by itself, so that a wide table does not make the panel scroll. */
function Table({ table }: { readonly table: Tokens.Table }): VNode {
  const cell = (content: Tokens.TableCell, at: number): VNode => {
    const align = content.align === null ? undefined : `align-${content.align}`;
    return content.header ? (
      <th key={at} scope="col" dir="auto" class={align}>
        <Inline tokens={content.tokens} />
      </th>
    ) : (
      <td key={at} dir="auto" class={align}>
        <Inline tokens={content.tokens} />
      </td>
    );
  };
  return (
    <div class="table" role="region" aria-label={l10n.t('Table')} tabIndex={0}>
      <table>
        <thead>
          <tr>{table.header.map(cell)}</tr>
        </thead>
        <tbody>
          {table.rows.map((row, at) => (
            <tr key={at}>{row.map(cell)}</tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

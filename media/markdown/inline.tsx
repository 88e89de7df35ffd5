import * as l10n from '@vscode/l10n';
import type { Token } from 'marked';
import type { ComponentChildren, VNode } from 'preact';
import { unreachable } from '../../src/base/errors.ts';
import { Link } from '../link.tsx';
import { decodeEntities } from './entities.ts';
import { IsFinished } from './placeLink.tsx';
import { CodeSpan, PlainText } from './plainText.tsx';
import { known, type AnswerToken } from './syntax.ts';

/** Tokens within a line as vnodes. What the model wrote as HTML is shown as the text that it is. */
export function Inline({ tokens }: { readonly tokens: readonly Token[] | undefined }): VNode {
  return <>{(tokens ?? []).map(token => inline(known(token)))}</>;
}

function inline(token: AnswerToken): ComponentChildren {
  switch (token.type) {
    case 'text':
      return token.tokens === undefined ? (
        <PlainText text={decodeEntities(token.text)} />
      ) : (
        <Inline tokens={token.tokens} />
      );
    case 'escape':
      return token.text;
    case 'strong':
      return (
        <strong>
          <Inline tokens={token.tokens} />
        </strong>
      );
    case 'em':
      return (
        <em>
          <Inline tokens={token.tokens} />
        </em>
      );
    case 'del':
      return (
        <del>
          <Inline tokens={token.tokens} />
        </del>
      );
    case 'codespan':
      return <CodeSpan text={token.text} />;
    case 'br':
      return <br />;
    case 'link': {
      const href = token.autolink === true ? token.href : decodeEntities(token.href);
      return (
        <IsFinished.Provider value={false}>
          <Link href={href}>
            <Inline tokens={token.tokens} />
          </Link>
        </IsFinished.Provider>
      );
    }
    case 'image': {
      // Never loaded: fetching it would tell its server whatever the address holds (S19).
      const href = decodeEntities(token.href);
      return <Link href={href}>{decodeEntities(token.text) || href}</Link>;
    }
    case 'checkbox':
      return <input type="checkbox" checked={token.checked} disabled />;
    case 'math':
      return (
        <span class="math" dir="ltr">
          {token.text}
        </span>
      );
    case 'footnoteRef':
      return (
        <sup class="footnote-ref">
          <span class="visually-hidden">{l10n.t('Footnote')} </span>
          {token.label}
        </sup>
      );
    case 'footnote':
    case 'html':
    case 'blockquote':
    case 'code':
    case 'def':
    case 'heading':
    case 'hr':
    case 'list_item':
    case 'list':
    case 'paragraph':
    case 'space':
    case 'table':
      return token.raw;
    default:
      return unreachable(token);
  }
}

import * as l10n from '@vscode/l10n';
import type { Token } from 'marked';
import type { ComponentChild, ComponentChildren, VNode } from 'preact';
import { unreachable } from '../../src/base/errors.ts';
import { Link } from '../link.tsx';
import { decodeEntities } from './entities.ts';
import { PlaceLink } from './placeLink.tsx';
import { linkedPlace } from './places.ts';
import { codeSpan, plainText } from './plainText.tsx';
import { known, type AnswerToken } from './syntax.ts';

/**
 * Tokens within a line as vnodes. What the model wrote as HTML is shown as the text that it is, but
 * for `<br>`, without which a cell of a table has one line.
 *
 * No component: while an answer arrives its last block is drawn again with each piece of it, and what
 * a component costs for every few words would be most of the work.
 * @param isFinished true once their block can change no more: only then is it looked for names in it
 */
export function inlineViews(
  tokens: readonly Token[] | undefined,
  isFinished: boolean,
): ComponentChild[] {
  return (tokens ?? []).flatMap(token => inlineView(known(token), isFinished));
}

function inlineView(
  token: AnswerToken,
  isFinished: boolean,
): ComponentChild | readonly ComponentChild[] {
  switch (token.type) {
    case 'text':
      return token.tokens === undefined
        ? plainText(decodeEntities(token.text), isFinished)
        : inlineViews(token.tokens, isFinished);
    case 'escape':
      return token.text;
    case 'strong':
      return <strong>{inlineViews(token.tokens, isFinished)}</strong>;
    case 'em':
      return <em>{inlineViews(token.tokens, isFinished)}</em>;
    case 'del':
      return <del>{inlineViews(token.tokens, isFinished)}</del>;
    case 'codespan':
      return codeSpan(token.text, isFinished);
    case 'br':
      return <br />;
    case 'link': {
      const href = token.autolink === true ? token.href : decodeEntities(token.href);
      // No link within a link.
      return linkView(href, inlineViews(token.tokens, false), isFinished);
    }
    case 'image': {
      // Never loaded: fetching it would tell its server whatever the address holds (S19).
      const href = decodeEntities(token.href);
      return linkView(href, decodeEntities(token.text) || href, isFinished);
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
    case 'html':
      return /^<br\s*\/?>$/i.test(token.raw) ? <br /> : token.raw;
    case 'footnote':
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

/** An address of the web or, once its block is finished, a file of the workspace. */
function linkView(href: string, shown: ComponentChildren, isFinished: boolean): VNode {
  const place = isFinished ? linkedPlace(href) : undefined;
  if (place === undefined) return <Link href={href}>{shown}</Link>;
  return (
    <PlaceLink place={place} address={href}>
      {shown}
    </PlaceLink>
  );
}

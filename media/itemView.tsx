import * as l10n from '@vscode/l10n';
import type { VNode } from 'preact';
import { useMemo } from 'preact/hooks';
import { unreachable } from '../src/base/errors.ts';
import type { ChatItem } from '../src/protocol/viewModel.ts';
import { Answers } from './answers.tsx';
import { CopyButton } from './copyButton.tsx';
import { Markdown } from './markdown/markdown.tsx';
import { Instructions } from './instructions.tsx';
import { Notice } from './notice.tsx';
import { Plan } from './plan.tsx';
import { Sources } from './sources.tsx';
import { Summary } from './summary.tsx';
import { Thinking } from './thinking.tsx';
import { ToolCard } from './toolCard.tsx';
import { TurnFooter } from './turnFooter.tsx';
import { UserMessage } from './userMessage.tsx';

/**
 * One item of the conversation; drawn again only when it is another one.
 * @param opensAnswer true for the first item after the user's message: a heading stands above it
 */
export function ItemView(props: { readonly item: ChatItem; readonly opensAnswer: boolean }): VNode {
  const { item, opensAnswer } = props;
  return useMemo(
    () => (
      <>
        {opensAnswer && <h3 class="visually-hidden">{l10n.t('Plumb')}</h3>}
        {drawn(item)}
      </>
    ),
    [item, opensAnswer],
  );
}

function drawn(item: ChatItem): VNode {
  switch (item.kind) {
    case 'user':
      return <UserMessage item={item} />;
    case 'thinking':
      return <Thinking item={item} />;
    case 'text':
      return (
        <div class="answer">
          <Markdown text={item.text} growing={item.streaming} />
          {!item.streaming && (
            <div class="message-actions">
              <CopyButton label={l10n.t('Copy')} text={() => item.text} />
            </div>
          )}
        </div>
      );
    case 'tool':
      return <ToolCard item={item} />;
    case 'turn':
      return <TurnFooter item={item} />;
    case 'notice':
      return <Notice item={item} />;
    case 'answers':
      return <Answers item={item} />;
    case 'sources':
      return <Sources item={item} />;
    case 'summary':
      return <Summary item={item} />;
    case 'plan':
      return <Plan item={item} />;
    case 'instructions':
      return <Instructions item={item} />;
    default:
      return unreachable(item);
  }
}

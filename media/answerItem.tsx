import type { VNode } from 'preact';
import * as l10n from '@vscode/l10n';
import { unreachable } from '../src/base/errors.ts';
import type { ChatItem } from '../src/protocol/viewModel.ts';
import { Answers } from './answers.tsx';
import { CopyButton } from './copyButton.tsx';
import { Instructions } from './instructions.tsx';
import { Markdown } from './markdown/markdown.tsx';
import { Plan } from './plan.tsx';
import { Sources } from './sources.tsx';
import { Summary } from './summary.tsx';
import { Thinking } from './thinking.tsx';
import { ToolCard } from './toolCard.tsx';

/** What an answer is made of; none of it is in an empty chat. */
export type AnswerPart = Exclude<ChatItem, { kind: 'user' | 'turn' | 'notice' }>;

export function AnswerItem({ item }: { readonly item: AnswerPart }): VNode {
  switch (item.kind) {
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

import * as l10n from '@vscode/l10n';
import { Fragment, type VNode } from 'preact';
import { useState } from 'preact/hooks';
import type { AnswersItem } from '../src/protocol/viewModel.ts';
import { useChatId } from './chatId.ts';
import { CopyButton } from './copyButton.tsx';
import { Icon } from './icons.tsx';
import { Markdown } from './markdown/markdown.tsx';
import { usePanel } from './panelContext.ts';
import { Tabs } from './tabs.tsx';
import { Figures } from './turnFooter.tsx';
import { useNarrow } from './useNarrow.ts';

/** CSS pixels of the panel from which on two answers stand side by side; see `.choice`. */
const TWO_COLUMNS = 570;

type Answer = AnswersItem['answers'][number];

/**
 * Several answers to one message: side by side, or by tabs where that is too narrow, until one is
 * kept; then that one like any other.
 */
export function Answers({ item }: { readonly item: AnswersItem }): VNode {
  const kept = item.kept === undefined ? undefined : item.answers[item.kept];
  return kept === undefined ? (
    <Choice item={item} />
  ) : (
    <>
      <div class="answer">
        <AnswerBody answer={kept} />
      </div>
      <OtherAnswers item={item} />
    </>
  );
}

function Choice({ item }: { readonly item: AnswersItem }): VNode {
  const { ask, focusComposer } = usePanel();
  const chatId = useChatId();
  const [isKeeping, setKeeping] = useState(false);

  const keep = async (index: number): Promise<void> => {
    setKeeping(true);
    const answer = await ask('keepAnswer', { chatId, itemId: item.id, index });
    setKeeping(false);
    if (answer !== undefined) focusComposer();
  };
  const parts = (answer: Answer, index: number): VNode => (
    <>
      <AnswerBody answer={answer} />
      <button
        type="button"
        class="button primary"
        aria-label={l10n.t('Keep answer {0}', index + 1)}
        aria-disabled={isKeeping}
        onClick={() => {
          if (!isKeeping) void keep(index);
        }}
      >
        {l10n.t('Keep')}
      </button>
    </>
  );
  const isNarrow = useNarrow(TWO_COLUMNS);
  const [chosen, choose] = useState(0);
  const one = item.answers[chosen];
  return (
    <div class="choice" role="group" aria-label={l10n.t('Compare answers')}>
      {isNarrow && one !== undefined ? (
        <Tabs
          label={l10n.t('Compare answers')}
          tabs={item.answers.map((_answer, index) => ({
            text: l10n.t('Answer {0}', index + 1),
            name: nameOf(item, index),
          }))}
          chosen={chosen}
          onChoose={choose}
          class="choice-answer"
        >
          <Fragment key={chosen}>{parts(one, chosen)}</Fragment>
        </Tabs>
      ) : (
        item.answers.map((answer, index) => (
          <section key={index} class="choice-answer" aria-label={nameOf(item, index)}>
            <h4 class="choice-title">{nameOf(item, index)}</h4>
            {parts(answer, index)}
          </section>
        ))
      )}
    </div>
  );
}

/** Those that were not kept, folded; nothing of them is drawn before they are unfolded. */
function OtherAnswers({ item }: { readonly item: AnswersItem }): VNode | null {
  const [isOpen, setOpen] = useState(false);
  if (item.answers.length < 2) return null;
  return (
    <details class="thinking" open={isOpen} onToggle={event => setOpen(event.currentTarget.open)}>
      <summary>
        <Icon name="chevron" />
        <span>{l10n.t('Other answers ({0})', item.answers.length - 1)}</span>
      </summary>
      {isOpen &&
        item.answers.map(
          (answer, index) =>
            index !== item.kept && (
              <div key={index} class="choice-answer" role="group" aria-label={nameOf(item, index)}>
                <h4 class="choice-title">{nameOf(item, index)}</h4>
                <AnswerBody answer={answer} />
              </div>
            ),
        )}
    </details>
  );
}

function AnswerBody({ answer }: { readonly answer: Answer }): VNode {
  return (
    <>
      <Markdown text={answer.text} growing={false} />
      {answer.cut && (
        <p class="answer-cut">
          <Icon name="warning" />
          {l10n.t('Cut off: it reached the limit on output tokens.')}
        </p>
      )}
      <Figures label={l10n.t('This answer took')} usage={answer.usage} costUsd={answer.costUsd} />
      <div class="message-actions">
        <CopyButton label={l10n.t('Copy')} text={() => answer.text} />
      </div>
    </>
  );
}

function nameOf(item: AnswersItem, index: number): string {
  return l10n.t('Answer {0} of {1}', index + 1, item.answers.length);
}

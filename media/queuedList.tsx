import * as l10n from '@vscode/l10n';
import type { VNode } from 'preact';
import { useEffect } from 'preact/hooks';
import type { Draft } from '../src/protocol/requests/composer.ts';
import type { PanelStatus } from '../src/protocol/viewModel.ts';
import { useChatId } from './chatId.ts';
import { IconButton } from './iconButton.tsx';
import { usePanel } from './panelContext.ts';

type Message = NonNullable<PanelStatus['queued']>[number];

/** Messages that wait, each with what may be done about it. */
export function QueuedList(props: {
  readonly messages: readonly Message[];
  readonly isIdle: boolean;
  /** There is one more than before in this chat. */
  readonly isMore: boolean;
  readonly onBack: (message?: Draft) => void;
}): VNode {
  const { messages, isIdle, isMore, onBack } = props;
  const { ask, announce } = usePanel();
  const chatId = useChatId();

  useEffect(() => {
    const { how } = messages.at(-1) ?? {};
    if (!isMore || how === undefined) return;
    announce(how === 'steer' ? l10n.t('Sent at the next step') : l10n.t('Message queued'));
  }, [messages.length]);

  const remove = async (id: string): Promise<void> => {
    const answer = await ask('removeQueued', { chatId, id });
    // Also gives the keyboard back: the button that had it is gone.
    if (answer !== undefined) onBack(answer);
  };
  const send = async (id: string): Promise<void> => {
    if ((await ask('sendQueued', { chatId, id })) !== undefined) onBack();
  };
  return (
    <section class="queued" aria-label={l10n.t('Queued messages')}>
      <ul>
        {messages.map(({ id, text, how, isLeft }) => (
          <li key={id} class="queued-message">
            <span class="queued-how">{howWords(how, isIdle || isLeft === true)}</span>
            <span class="queued-text" dir="auto" title={text}>
              {text}
            </span>
            {(isIdle || isLeft === true || how === 'queue') && (
              <IconButton
                icon="send"
                label={isIdle ? l10n.t('Send now') : l10n.t('Steer with this')}
                description={
                  isIdle ? l10n.t('Send now') : l10n.t('Tell it at the next step of this turn')
                }
                onClick={() => void send(id)}
              />
            )}
            <IconButton
              icon="cross"
              label={l10n.t('Remove from the queue')}
              onClick={() => void remove(id)}
            />
          </li>
        ))}
      </ul>
    </section>
  );
}

function howWords(how: Message['how'], isLeft: boolean): string {
  if (isLeft) return l10n.t('Waits');
  return how === 'steer' ? l10n.t('At the next step') : l10n.t('After this turn');
}

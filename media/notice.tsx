import type { VNode } from 'preact';
import { useState } from 'preact/hooks';
import { CHAT_ACTIONS } from '../src/base/errors.ts';
import { isOfLastTurn } from '../src/protocol/lastTurnActions.ts';
import type { NoticeItem } from '../src/protocol/viewModel.ts';
import { useEditRequests } from './editRequests.ts';
import { Icon } from './icons.tsx';
import { usePanel } from './panelContext.ts';

/**
 * Something that happened beside the conversation, with what may be done about it: the first is what
 * most people want.
 * @param isPast true once the chat has gone on
 */
export function Notice(props: { readonly item: NoticeItem; readonly isPast: boolean }): VNode {
  const { item, isPast } = props;
  const { ask, focusComposer } = usePanel();
  const [isAsking, setAsking] = useState(false);
  const edits = useEditRequests();
  const actions = [...item.actions.entries()].filter(
    ([, action]) => !(isPast && isOfLastTurn(action)),
  );
  const act = async (index: number): Promise<void> => {
    if (item.actions[index]?.command === CHAT_ACTIONS.edit) {
      await edits.askBefore(item.id);
      return;
    }
    setAsking(true);
    await ask('runAction', { itemId: item.id, index });
    setAsking(false);
    focusComposer();
  };
  return (
    <div class={`notice notice-${item.severity}`}>
      <Icon name={item.severity} />
      <div class="notice-body">
        <p>{item.message}</p>
        {actions.length > 0 && (
          <div class="notice-actions">
            {actions.map(([index, { label }], at) => (
              <button
                key={label}
                type="button"
                class={at === 0 ? 'button primary' : 'button'}
                disabled={isAsking}
                onClick={() => void act(index)}
              >
                {label}
              </button>
            ))}
          </div>
        )}
      </div>
    </div>
  );
}

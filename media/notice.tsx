import type { VNode } from 'preact';
import { useState } from 'preact/hooks';
import type { NoticeItem } from '../src/protocol/viewModel.ts';
import { Icon } from './icons.tsx';
import { usePanel } from './panelContext.ts';

/** Something that happened beside the conversation, with the one thing to do about it. */
export function Notice({ item }: { readonly item: NoticeItem }): VNode {
  const { ask, focusComposer } = usePanel();
  const [isAsking, setAsking] = useState(false);
  const act = async (index: number): Promise<void> => {
    setAsking(true);
    await ask('runAction', { itemId: item.id, index });
    setAsking(false);
    focusComposer();
  };
  return (
    <div class={`notice notice-${item.severity}`}>
      <Icon name={item.severity} />
      <p>{item.message}</p>
      {item.actions.map(({ label }, index) => (
        <button
          key={label}
          type="button"
          class="button"
          disabled={isAsking}
          onClick={() => void act(index)}
        >
          {label}
        </button>
      ))}
    </div>
  );
}

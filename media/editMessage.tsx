import * as l10n from '@vscode/l10n';
import type { VNode } from 'preact';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { UserItem } from '../src/protocol/viewModel.ts';
import { useChatId } from './chatId.ts';
import { isComposing } from './composition.ts';
import { useEditRequests } from './editRequests.ts';
import { Icon } from './icons.tsx';
import { usePanel } from './panelContext.ts';
import { Pill } from './pill.tsx';

/** A message of the user while it is written anew, in its place. */
export function EditMessage(props: {
  readonly item: UserItem;
  /** Nothing is sent; the keyboard goes back to where it was. */
  readonly onCancel: () => void;
}): VNode {
  const { item, onCancel } = props;
  const { ask, focusComposer } = usePanel();
  const chatId = useChatId();
  const box = useRef<HTMLTextAreaElement>(null);
  const [isSending, setSending] = useState(false);
  const { unsent } = useEditRequests();
  const [begun] = useState(() => unsent.read(chatId, item.id));
  const [removed, setRemoved] = useState<ReadonlySet<string>>(new Set(begun?.removed));
  const keep = (without = removed): void => {
    const text = box.current?.value ?? '';
    unsent.write({ chatId, messageId: item.id, text, removed: [...without] });
  };

  useLayoutEffect(() => {
    const { current } = box;
    if (current === null) return;
    current.value = begun?.text ?? item.text;
    keep();
    // One that was begun before only comes in sight again, and the keyboard is elsewhere.
    if (begun !== undefined) return;
    current.focus();
    current.setSelectionRange(item.text.length, item.text.length);
  }, []);

  const attachments = item.attachments
    .map((attachment, index) => ({ ...attachment, index, key: `file:${index}` }))
    .filter(({ key }) => !removed.has(key));
  const images = (item.images ?? []).filter(({ id }) => !removed.has(`image:${id}`));
  const remove = (key: string): void => {
    const without = new Set([...removed, key]);
    setRemoved(without);
    keep(without);
    box.current?.focus();
  };
  const send = async (): Promise<void> => {
    const text = box.current?.value ?? '';
    if (isSending || text.trim() === '') return;
    setSending(true);
    const answer = await ask('editMessage', {
      chatId,
      messageId: item.id,
      text,
      attachments: attachments.map(({ index }) => index),
      images: images.map(({ id }) => id),
    });
    setSending(false);
    if (answer?.done !== true) {
      box.current?.focus();
      return;
    }
    unsent.drop(chatId, item.id);
    focusComposer();
  };
  const cancel = (): void => {
    unsent.drop(chatId, item.id);
    onCancel();
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (isComposing(event)) return;
    if (event.key === 'Escape') {
      // Handled here: it does not stop a run.
      event.preventDefault();
      cancel();
    } else if (event.key === 'Enter' && !event.shiftKey && event.target === box.current) {
      // Of the text alone: on a button Enter presses that.
      event.preventDefault();
      void send();
    }
  };
  return (
    <form
      class="edit-message"
      aria-label={l10n.t('Edit message')}
      onKeyDown={onKeyDown}
      onSubmit={event => event.preventDefault()}
    >
      <textarea
        ref={box}
        rows={1}
        aria-label={l10n.t('Edit message')}
        spellcheck={false}
        dir="auto"
        onInput={() => keep()}
      />
      <ul class="pills" aria-label={l10n.t('With this message')}>
        {attachments.map(({ key, label }) => (
          <Pill key={key} name={label} onRemove={() => remove(key)}>
            <Icon name="file" />
            <span class="pill-name">{label}</span>
          </Pill>
        ))}
        {images.map(({ id, name }) => (
          <Pill key={id} name={name} onRemove={() => remove(`image:${id}`)}>
            <Icon name="image" />
            <span class="pill-name">{name}</span>
          </Pill>
        ))}
      </ul>
      <div class="edit-actions">
        <button
          type="button"
          class="button primary"
          aria-disabled={isSending}
          onClick={() => void send()}
        >
          {l10n.t('Send again')}
        </button>
        <button type="button" class="button" onClick={cancel}>
          {l10n.t('Cancel')}
        </button>
      </div>
    </form>
  );
}

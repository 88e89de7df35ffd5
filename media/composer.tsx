import * as l10n from '@vscode/l10n';
import type { RefObject, VNode } from 'preact';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { PanelStatus } from '../src/protocol/viewModel.ts';
import { isComposing } from './composition.ts';
import type { DraftStore } from './draft.ts';
import { Icon } from './icons.tsx';
import { Meters } from './meters.tsx';
import { usePanel } from './panelContext.ts';
import { Pickers } from './pickers.tsx';

/** What others may do with the composer. */
export interface ComposerHandle {
  /** Puts the keyboard into it; with a text, that becomes the draft. */
  focus(draft?: string): void;
  /** Puts the keyboard into it; the text is taken only where nothing is typed yet. */
  offer(text: string | undefined): void;
}

/** Where a message is written. The text box itself holds the draft, so an IME is never disturbed. */
export function Composer(props: {
  readonly status: PanelStatus;
  readonly drafts: DraftStore;
  readonly handle: RefObject<ComposerHandle | null>;
  /** The user's own last message in this chat. */
  readonly lastMessage: () => string | undefined;
}): VNode {
  const { status, drafts, handle, lastMessage } = props;
  const { ask } = usePanel();
  const box = useRef<HTMLTextAreaElement>(null);
  const [isEmpty, setEmpty] = useState(true);
  const [isSending, setSending] = useState(false);
  const isIdle = status.run.state === 'idle';

  const write = (text: string): void => {
    if (box.current === null) return;
    box.current.value = text;
    box.current.setSelectionRange(text.length, text.length);
    keep(text);
  };
  const keep = (text: string): void => {
    drafts.write(text);
    setEmpty(text.trim() === '');
  };

  useLayoutEffect(() => {
    write(drafts.read());
    handle.current = {
      focus: draft => {
        if (draft !== undefined) write(draft);
        box.current?.focus();
      },
      offer: text => {
        if (text !== undefined && box.current?.value.trim() === '') write(text);
        box.current?.focus();
      },
    };
    return () => (handle.current = null);
  }, []);

  const send = async (): Promise<void> => {
    const text = box.current?.value ?? '';
    if (text.trim() === '' || isSending || !isIdle) return;
    setSending(true);
    const answer = await ask('send', { text });
    setSending(false);
    // What was typed meanwhile stays; so does everything if the message was not taken (R43).
    const now = box.current?.value ?? '';
    if (answer?.accepted === true) write(now.startsWith(text) ? now.slice(text.length) : now);
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (isComposing(event)) return;
    const isPlain = !event.shiftKey && !event.ctrlKey && !event.altKey && !event.metaKey;
    if (event.key === 'Enter' && isPlain) {
      event.preventDefault();
      void send();
    } else if (event.key === 'ArrowUp' && isPlain && box.current?.value === '') {
      const message = lastMessage();
      if (message === undefined) return;
      event.preventDefault();
      write(message);
    }
  };
  const press = (action: () => void): void => {
    action();
    box.current?.focus();
  };

  return (
    <div class="composer">
      <div class="composer-box">
        <textarea
          ref={box}
          rows={1}
          aria-label={l10n.t('Message')}
          placeholder={l10n.t('Ask Plumb')}
          spellcheck={false}
          dir="auto"
          onInput={event => keep(event.currentTarget.value)}
          onKeyDown={onKeyDown}
        />
        <div class="composer-bar">
          <Pickers status={status} />
          {isIdle ? (
            <button
              key="send"
              type="button"
              class="icon-button send"
              aria-label={l10n.t('Send')}
              title={l10n.t('Send (Enter)')}
              aria-disabled={isEmpty || isSending}
              onClick={() => press(() => void send())}
            >
              <Icon name="send" />
            </button>
          ) : (
            <button
              key="stop"
              type="button"
              class="icon-button send"
              aria-label={l10n.t('Stop')}
              title={l10n.t('Stop (Escape)')}
              aria-disabled={status.run.state === 'stopping'}
              onClick={() => press(() => void ask('stop', {}))}
            >
              <Icon name="stop" />
            </button>
          )}
        </div>
      </div>
      <div class="composer-foot">
        <Meters status={status} />
        {status.key === 'environment' && (
          <span class="key-note">{l10n.t('Key from RUNWARE_API_KEY')}</span>
        )}
      </div>
    </div>
  );
}

import * as l10n from '@vscode/l10n';
import type { VNode } from 'preact';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { PanelStatus } from '../src/protocol/viewModel.ts';
import { isComposing } from './composition.ts';
import { Icon } from './icons.tsx';
import { lazyView } from './lazyView.tsx';
import { useCloseOutside } from './useCloseOutside.ts';

const Filling = lazyView(
  async () => (await import('./contextFilling.tsx')).ContextFilling,
  () => <p class="options-note">{l10n.t('Loading…')}</p>,
);

/** Opens what fills the context. Escape or a press elsewhere closes. */
export function ContextButton(props: {
  readonly status: PanelStatus;
  /** Absent where there is no reason to. */
  readonly onSummarise: (() => void) | undefined;
}): VNode {
  const [isOpen, setOpen] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  const dialog = useRef<HTMLDivElement>(null);
  const name = l10n.t('What fills the context');

  // Before the next key can be pressed.
  useLayoutEffect(() => {
    if (isOpen) dialog.current?.focus();
  }, [isOpen]);
  useCloseOutside(isOpen, [button, dialog], () => setOpen(false));

  const close = (): void => {
    setOpen(false);
    button.current?.focus();
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape' || !isOpen || isComposing(event)) return;
    // Handled here: it neither stops a run nor leaves a page.
    event.preventDefault();
    close();
  };
  return (
    <span class="options" onKeyDown={onKeyDown}>
      <button
        type="button"
        class="icon-button foot-button"
        ref={button}
        aria-label={name}
        title={name}
        aria-haspopup="dialog"
        aria-expanded={isOpen}
        onClick={() => (isOpen ? close() : setOpen(true))}
      >
        <Icon name="filling" />
      </button>
      {isOpen && (
        <div
          class="options-dialog context-dialog"
          ref={dialog}
          role="dialog"
          aria-label={name}
          tabIndex={-1}
        >
          <Filling chatId={props.status.chatId} limitTokens={props.status.contextLimit} />
          {props.onSummarise !== undefined && (
            <button
              type="button"
              class="button"
              onClick={() => {
                setOpen(false);
                props.onSummarise?.();
              }}
            >
              {l10n.t('Summarise')}
            </button>
          )}
        </div>
      )}
    </span>
  );
}

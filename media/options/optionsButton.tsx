import * as l10n from '@vscode/l10n';
import type { VNode } from 'preact';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { PanelStatus } from '../../src/protocol/viewModel.ts';
import { isComposing } from '../composition.ts';
import { Icon } from '../icons.tsx';
import { useCloseOutside } from '../useCloseOutside.ts';
import type { NextOptions } from './nextOptions.ts';
import { OptionsForm } from './optionsForm.tsx';

/** Opens what is seldom set: delivery, several answers, tools. Escape or a press elsewhere closes. */
export function OptionsButton(props: {
  readonly status: PanelStatus;
  readonly options: NextOptions;
  readonly onChange: (options: NextOptions) => void;
}): VNode {
  const [isOpen, setOpen] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  const dialog = useRef<HTMLDivElement>(null);

  // Before the next key can be pressed.
  useLayoutEffect(() => {
    if (isOpen) dialog.current?.querySelector('select')?.focus();
  }, [isOpen]);
  useCloseOutside(isOpen, [button, dialog], () => setOpen(false));

  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape' || !isOpen || isComposing(event)) return;
    // Handled here: it neither stops a run nor leaves a page.
    event.preventDefault();
    setOpen(false);
    button.current?.focus();
  };
  return (
    <span class="options" onKeyDown={onKeyDown}>
      <button
        type="button"
        class="icon-button"
        ref={button}
        aria-label={l10n.t('Options')}
        title={l10n.t('Options')}
        aria-haspopup="dialog"
        aria-expanded={isOpen}
        onClick={() => setOpen(!isOpen)}
      >
        <Icon name="options" />
      </button>
      {isOpen && (
        <div class="options-dialog" ref={dialog} role="dialog" aria-label={l10n.t('Options')}>
          <OptionsForm status={props.status} options={props.options} onChange={props.onChange} />
        </div>
      )}
    </span>
  );
}

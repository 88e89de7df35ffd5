import * as l10n from '@vscode/l10n';
import type { VNode } from 'preact';
import { useState } from 'preact/hooks';
import { usePanel } from '../panelContext.ts';

/** Asks the host to change the file that code is of; says what came of it where the code stands. */
export function ApplyButton(props: {
  readonly code: () => string;
  readonly language: string;
  readonly path: string | undefined;
  readonly tell: (message: string) => void;
}): VNode {
  const { ask, announce } = usePanel();
  const { code, language, path, tell } = props;
  const [isApplying, setApplying] = useState(false);

  const apply = async (): Promise<void> => {
    if (isApplying) return;
    setApplying(true);
    tell('');
    const named = path === undefined ? {} : { path };
    const result = await ask('applyCode', { text: code(), language, ...named });
    setApplying(false);
    if (result === undefined) return;
    tell(result.message);
    announce(result.message);
  };
  return (
    <button
      type="button"
      class="text-button code-apply"
      title={l10n.t('Change the file as this code says; you see a diff and can undo it')}
      aria-disabled={isApplying}
      onClick={() => void apply()}
    >
      {l10n.t('Apply')}
    </button>
  );
}

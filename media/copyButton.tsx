import * as l10n from '@vscode/l10n';
import type { VNode } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { IconButton } from './iconButton.tsx';
import { usePanel } from './panelContext.ts';

/** ms that the button shows a check mark after it has copied. */
const SHOWN = 1_500;

/** Copies what `text` gives when it is pressed. */
export function CopyButton(props: { readonly label: string; readonly text: () => string }): VNode {
  const { announce, report } = usePanel();
  const [copied, setCopied] = useState(0);

  useEffect(() => {
    if (copied === 0) return undefined;
    const timer = setTimeout(() => setCopied(0), SHOWN);
    return () => clearTimeout(timer);
  }, [copied]);

  const copy = async (): Promise<void> => {
    try {
      await navigator.clipboard.writeText(props.text());
      setCopied(count => count + 1);
      announce(l10n.t('Copied'));
    } catch {
      // The clipboard may be closed to the page, when it has lost the focus for example.
      report(l10n.t('The text could not be copied. Click into the panel and try again.'));
    }
  };
  return (
    <IconButton
      icon={copied > 0 ? 'check' : 'copy'}
      label={props.label}
      onClick={() => void copy()}
    />
  );
}

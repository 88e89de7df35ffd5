import * as l10n from '@vscode/l10n';
import type { VNode } from 'preact';
import { useModule } from '../useModule.ts';

/** The usage page, loaded when it is opened. */
export function Usage(props: { readonly onClose: () => void }): VNode {
  const loaded = useModule(() => import('./usagePage.tsx'));
  return loaded === undefined ? (
    <section class="usage" aria-label={l10n.t('Usage')} aria-busy="true" />
  ) : (
    <loaded.UsagePage onClose={props.onClose} />
  );
}

import * as l10n from '@vscode/l10n';
import type { VNode } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type { HistoryPage, HistoryPageProps } from './historyPage.tsx';

/** The list of chats, whose code is loaded when it is first opened. */
export function History(props: HistoryPageProps): VNode {
  const [Page, setPage] = useState<{ readonly draw: typeof HistoryPage } | undefined>(loaded);
  useEffect(() => {
    if (Page !== undefined) return;
    void import('./historyPage.tsx').then(({ HistoryPage: draw }) => {
      loaded = { draw };
      setPage(loaded);
    });
  }, []);
  return Page === undefined ? (
    <nav class="history" aria-label={l10n.t('Chats')} aria-busy="true" />
  ) : (
    <Page.draw {...props} />
  );
}

let loaded: { readonly draw: typeof HistoryPage } | undefined;

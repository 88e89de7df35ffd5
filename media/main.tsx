import './zodWithoutEval.ts';
import * as l10n from '@vscode/l10n';
import { render } from 'preact';
import { writeFiguresIn } from '../src/base/figures.ts';
import type { Logger } from '../src/base/logger.ts';
import { createPanelRpc } from '../src/protocol/rpc.ts';
import { createDraftStore } from './draft.ts';
import { createHighlightQueue } from './markdown/highlightQueue.ts';
import { Panel } from './panel.tsx';
import { createPanelStore } from './panelStore.ts';
import { createSavedState } from './savedState.ts';
import { vsCodePort } from './vscodeApi.ts';

/** Problems of the channel go where the developer tools of the webview show them. */
const logger: Logger = {
  debug: () => undefined,
  info: () => undefined,
  warn: message => {
    reportError(new Error(message));
  },
  error: (message, error) => {
    reportError(new Error(message, { cause: error }));
  },
};

function start(root: HTMLElement): void {
  const translations = document.getElementById('l10n')?.textContent;
  if (translations !== undefined && translations !== '') l10n.config({ contents: translations });
  writeFiguresIn(document.documentElement.lang || 'en');
  const api = acquireVsCodeApi();
  const rpc = createPanelRpc(vsCodePort(api), logger);
  const store = createPanelStore(rpc);
  const highlight = createHighlightQueue();
  const saved = createSavedState(api);
  render(
    <Panel
      store={store}
      rpc={rpc}
      drafts={createDraftStore(saved)}
      saved={saved}
      highlight={highlight}
    />,
    root,
  );
  void store.load();
}

const root = document.getElementById('root');
if (root !== null) start(root);

import * as l10n from '@vscode/l10n';
import type { RefObject, VNode } from 'preact';
import { Icon } from './icons.tsx';
import { IconButton } from './iconButton.tsx';

export function TitleBar(props: {
  readonly title: string;
  readonly isHistoryOpen: boolean;
  readonly historyButton: RefObject<HTMLButtonElement | null>;
  readonly onNewChat: () => void;
  readonly onHistory: () => void;
}): VNode {
  return (
    <div class="title-bar">
      <h1 title={props.title}>{props.title}</h1>
      <IconButton icon="add" label={l10n.t('New chat')} onClick={props.onNewChat} />
      <button
        type="button"
        class="icon-button"
        ref={props.historyButton}
        aria-label={l10n.t('History')}
        title={l10n.t('History')}
        aria-expanded={props.isHistoryOpen}
        onClick={props.onHistory}
      >
        <Icon name="history" />
      </button>
    </div>
  );
}

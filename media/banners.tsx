import * as l10n from '@vscode/l10n';
import type { VNode } from 'preact';
import type { PanelStatus } from '../src/protocol/viewModel.ts';
import { Icon } from './icons.tsx';
import { IconButton } from './iconButton.tsx';
import { usePanel } from './panelContext.ts';

/** What has to be known before the conversation is read: another service, no trust, no key. */
export function Banners({ status }: { readonly status: PanelStatus }): VNode {
  const { ask } = usePanel();
  return (
    <>
      {status.service !== '' && (
        <div class="banner">
          <Icon name="info" />
          <p>{status.service}</p>
        </div>
      )}
      {status.restricted && (
        <div class="banner">
          <Icon name="lock" />
          <p>
            {l10n.t(
              'Read only, because this workspace is not trusted: Plumb changes no file, runs no command and loads no instructions of the project.',
            )}
          </p>
          <button type="button" class="button" onClick={() => void ask('manageTrust', {})}>
            {l10n.t('Manage trust')}
          </button>
        </div>
      )}
      {status.readOnly !== undefined && (
        <div class="banner">
          <Icon name="lock" />
          <p>{status.readOnly}</p>
          {status.isElsewhere === true ? (
            <button
              type="button"
              class="button primary"
              onClick={() => void ask('takeOver', { chatId: status.chatId })}
            >
              {l10n.t('Continue here')}
            </button>
          ) : (
            <button type="button" class="button primary" onClick={() => void ask('newChat', {})}>
              {l10n.t('Begin a new chat')}
            </button>
          )}
        </div>
      )}
      {status.key === 'missing' && (
        <div class="banner">
          <Icon name="key" />
          <p>
            {l10n.t('Plumb needs a Runware API key. It is kept in the secret storage of VS Code.')}
          </p>
          <button type="button" class="button primary" onClick={() => void ask('setApiKey', {})}>
            {l10n.t('Set API key')}
          </button>
        </div>
      )}
    </>
  );
}

/** Nothing can be shown: Plumb has not answered yet, or said why it cannot. */
export function NotLoaded(props: {
  readonly problem: string | undefined;
  readonly onRetry: () => void;
}): VNode {
  if (props.problem === undefined) return <div class="panel" aria-busy="true" />;
  return (
    <div class="panel">
      <div class="banner" role="alert">
        <Icon name="warning" />
        <p>{props.problem}</p>
        <button type="button" class="button" onClick={props.onRetry}>
          {l10n.t('Retry')}
        </button>
      </div>
    </div>
  );
}

/** What just went wrong between the panel and Plumb. */
export function Problem(props: {
  readonly message: string;
  readonly onDismiss: () => void;
}): VNode {
  return (
    <div class="banner banner-problem" role="alert">
      <Icon name="warning" />
      <p>{props.message}</p>
      <IconButton icon="cross" label={l10n.t('Dismiss')} onClick={props.onDismiss} />
    </div>
  );
}

import * as vscode from 'vscode';
import * as l10n from '@vscode/l10n';
import { usd } from '../../base/figures.ts';
import { COMMANDS } from '../../base/ids.ts';
import { DisposableStore, type Disposable } from '../../base/disposable.ts';
import type { Event } from '../../base/emitter.ts';
import type { Session } from '../../chat/session.ts';
import type { ChatActivity } from './chatActivity.ts';

/** What today has cost over all windows, in USD; undefined where it cannot be told. */
export type DayCost = () => Promise<number | undefined>;

/**
 * Says in the status bar what the chats do and what today has cost, and leads to the chat that waits;
 * a second item ends what runs. Both are there from Plumb's first use in the window on.
 * @param onSettled what the day has cost may be another sum now
 */
export function createStatusItem(
  activity: ChatActivity,
  dayCost: DayCost,
  onSettled: Event<undefined>,
): Disposable {
  const store = new DisposableStore();
  const { Left } = vscode.StatusBarAlignment;
  const item = store.add(vscode.window.createStatusBarItem('plumb.status', Left, -8));
  const stop = store.add(vscode.window.createStatusBarItem('plumb.stop', Left, -9));
  item.name = l10n.t('Plumb');
  stop.name = l10n.t('Plumb: Stop');
  let costUsd: number | undefined;

  const draw = (): void => {
    const { running, waiting } = activity;
    const { icon, text } = stateText(running, waiting);
    const cost = costUsd === undefined ? '' : ` ${usd(costUsd)}`;
    item.text = `$(${icon}) ${text}${cost}`;
    item.tooltip = tooltipOf(running, costUsd);
    item.accessibilityInformation = {
      label: [text, ...costLine(costUsd)].join(', '),
      role: 'button',
    };
    item.backgroundColor =
      waiting.length > 0 ? new vscode.ThemeColor('statusBarItem.warningBackground') : undefined;
    const [shown] = waiting.length > 0 ? waiting : running;
    item.command = {
      title: l10n.t('Open Chat'),
      command: COMMANDS.openChat,
      arguments: shown === undefined ? [] : [shown.id],
    };
    item.show();
    drawStop(running);
  };
  const drawStop = (running: readonly Session[]): void => {
    if (running.length === 0) {
      stop.hide();
      return;
    }
    const label =
      running.length === 1 ? l10n.t('Stop') : l10n.t('Stop all {0} chats', running.length);
    stop.text = `$(debug-stop) ${label}`;
    stop.accessibilityInformation = { label: `Plumb: ${label}`, role: 'button' };
    stop.command = {
      title: label,
      command: COMMANDS.stop,
      arguments: running.map(({ id }) => id),
    };
    stop.show();
  };
  const refresh = (): void => {
    void dayCost().then(usd => {
      costUsd = usd === 0 ? undefined : usd;
      draw();
    });
  };
  store.add(
    activity.onChange(() => {
      draw();
      // Other windows have spent in the meantime, and no one tells.
      if (activity.running.length === 0) refresh();
    }),
  );
  store.add(onSettled(refresh));
  draw();
  refresh();
  return store;
}

/** Names an icon of VS Code's and says in words what there is to know. */
export function stateText(
  running: readonly unknown[],
  waiting: readonly unknown[],
): { readonly icon: string; readonly text: string } {
  if (waiting.length > 0) return { icon: 'bell-dot', text: l10n.t('Plumb needs your decision') };
  if (running.length > 1) {
    return { icon: 'loading~spin', text: l10n.t('Plumb: {0} chats at work', running.length) };
  }
  if (running.length === 1) return { icon: 'loading~spin', text: l10n.t('Plumb is at work') };
  return { icon: 'comment-discussion', text: l10n.t('Plumb') };
}

function tooltipOf(running: readonly Session[], costUsd: number | undefined): string {
  return [l10n.t('Plumb: Open Chat'), ...running.map(({ title }) => title), ...costLine(costUsd)]
    .filter(line => line !== '')
    .join('\n');
}

function costLine(costUsd: number | undefined): string[] {
  return costUsd === undefined ? [] : [l10n.t('Today: {0}', usd(costUsd))];
}

import type * as vscode from 'vscode';
import * as l10n from '@vscode/l10n';
import type { ChatActivity } from './chatActivity.ts';

/** Counts at the view's icon the chats that wait for a person, also while the view is closed. */
export function showBadge(view: vscode.WebviewView, activity: ChatActivity): void {
  const update = (): void => {
    const value = activity.waiting.length;
    const tooltip = value === 0 ? '' : l10n.t('Waiting for your decision: {0}', value);
    // A zero is not shown, and undefined would not take the number away (microsoft/vscode#331019).
    view.badge = { value, tooltip };
  };
  const subscription = activity.onChange(update);
  view.onDidDispose(() => subscription.dispose());
  update();
}

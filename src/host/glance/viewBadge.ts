import type * as vscode from 'vscode';
import * as l10n from '@vscode/l10n';
import type { ChatActivity } from './chatActivity.ts';

/** Counts at the view's icon the chats that wait for a person, also while the view is closed. */
export function showBadge(view: vscode.WebviewView, activity: ChatActivity): void {
  const update = (): void => {
    const value = activity.waiting.length;
    view.badge =
      value === 0 ? undefined : { value, tooltip: l10n.t('Waiting for your decision: {0}', value) };
  };
  const subscription = activity.onChange(update);
  view.onDidDispose(() => subscription.dispose());
  update();
}

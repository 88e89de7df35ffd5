import * as vscode from 'vscode';
import { isShown } from '../files/shownInEditor.ts';

/**
 * Runs work while each of some files has a tab. Servers that look at what the user works on, such as
 * TypeScript's, tell the problems of files that have one, and of no other open document. A tab that
 * is not there is opened in the background, without taking the place of what is shown, and closed
 * after the work, unless the user took to it.
 */
export type WithTabs = <T>(
  uris: readonly vscode.Uri[],
  /** @param opened those whose tab was not there */
  work: (opened: readonly vscode.Uri[]) => Promise<T>,
) => Promise<T>;

export function createBorrowedTabs(): WithTabs {
  const users = new Map<string, number>();

  const release = async (uri: vscode.Uri): Promise<void> => {
    const key = uri.toString();
    const left = (users.get(key) ?? 1) - 1;
    if (left > 0) {
      users.set(key, left);
      return;
    }
    users.delete(key);
    for (const group of vscode.window.tabGroups.all) {
      const others = group.tabs.length > 1;
      const tab = group.tabs.find(
        ({ input }) => input instanceof vscode.TabInputText && input.uri.toString() === key,
      );
      // An active one beside others was chosen by the user; the first of a group is active at once.
      if (tab === undefined || tab.isDirty || tab.isPinned || (tab.isActive && others)) continue;
      await vscode.window.tabGroups.close(tab, true);
    }
  };

  return async (uris, work) => {
    const ours = uris.filter(uri => users.has(uri.toString()) || !isShown(uri));
    const opened = ours.filter(uri => !users.has(uri.toString()));
    for (const uri of ours) users.set(uri.toString(), (users.get(uri.toString()) ?? 0) + 1);
    try {
      for (const uri of opened) {
        await vscode.commands.executeCommand('vscode.open', uri, {
          background: true,
          preserveFocus: true,
          preview: false,
        });
      }
      return await work(opened);
    } finally {
      for (const uri of ours) await release(uri);
    }
  };
}

import * as vscode from 'vscode';
import * as l10n from '@vscode/l10n';
import type { Disposable } from '../base/disposable.ts';
import type { Asked } from './checkpointPlan.ts';

const SCHEME = 'plumb-checkpoint';

/** Shows a file beside what it was at a checkpoint, in VS Code's own diff editor. */
export interface CheckpointDiff extends Disposable {
  show(file: Asked): Promise<void>;
}

export function createCheckpointDiff(): CheckpointDiff {
  const texts = new Map<string, string>();
  const provider = vscode.workspace.registerTextDocumentContentProvider(SCHEME, {
    provideTextDocumentContent: uri => texts.get(uri.query) ?? '',
  });
  let shown = 0;
  const virtual = (display: string, text: string): vscode.Uri => {
    const id = String((shown += 1));
    texts.set(id, text);
    return vscode.Uri.from({ scheme: SCHEME, path: `/${display}`, query: id });
  };

  return {
    show: async ({ display, now, target }) => {
      const left = now === undefined ? virtual(display, '') : vscode.Uri.parse(now.uri, true);
      const right = virtual(display, target?.text ?? '');
      const title = l10n.t('{0}: now ↔ checkpoint', display);
      await vscode.commands.executeCommand('vscode.diff', left, right, title);
    },
    dispose: () => {
      texts.clear();
      provider.dispose();
    },
  };
}

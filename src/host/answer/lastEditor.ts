import * as vscode from 'vscode';
import { toDisposable, type Disposable } from '../../base/disposable.ts';

/** The text editor that a person worked in last, also while the keyboard is in the panel. */
export interface LastEditor extends Disposable {
  /** Undefined if there was none, or its file is no longer open. */
  readonly editor: vscode.TextEditor | undefined;
}

/**
 * VS Code forgets its active editor when a panel in an editor tab takes the focus, so it is
 * remembered here.
 */
export function watchLastEditor(): LastEditor {
  let last = textEditor(vscode.window.activeTextEditor);
  const subscription = vscode.window.onDidChangeActiveTextEditor(editor => {
    last = textEditor(editor) ?? last;
  });
  return {
    get editor() {
      const active = textEditor(vscode.window.activeTextEditor);
      if (active !== undefined) return active;
      return last?.document.isClosed === true ? undefined : last;
    },
    ...toDisposable(() => {
      subscription.dispose();
    }),
  };
}

/** Output of a program stands in an editor too, but in no column of the editor area. */
function textEditor(editor: vscode.TextEditor | undefined): vscode.TextEditor | undefined {
  return editor?.viewColumn === undefined ? undefined : editor;
}

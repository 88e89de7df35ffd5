import * as vscode from 'vscode';
import type { Disposable } from '../../base/disposable.ts';
import type { KeyStore } from '../keyStore.ts';

/** Keeps the context key `plumb.hasKey`, by which the walkthrough knows that its first step is done. */
export function createKeyContext(keys: Pick<KeyStore, 'source' | 'onDidChange'>): Disposable {
  const tell = (): void => {
    void keys.source().then(source => {
      void vscode.commands.executeCommand('setContext', 'plumb.hasKey', source !== 'missing');
    });
  };
  tell();
  return keys.onDidChange(tell);
}

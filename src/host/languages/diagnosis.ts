import * as vscode from 'vscode';
import type { Disposable } from '../../base/disposable.ts';
import type { WorkspacePath } from '../../tools/ports.ts';
import { ask } from './ask.ts';
import { createBorrowedTabs } from './borrowedTabs.ts';
import { createDiagnosisWatch } from './diagnosisWatch.ts';
import { settledText } from './settledText.ts';

export interface Diagnosis extends Disposable {
  /**
   * Runs work while the servers have looked at files, and what they found holds.
   * @param work is told whether a server is known for the language of each file
   */
  during<T>(
    paths: readonly WorkspacePath[],
    signal: AbortSignal,
    work: (hasServers: boolean) => Promise<T>,
  ): Promise<T>;
  /** As `during`, of files that an editor shows; languages without a server are not waited for. */
  ofShown<T>(uris: readonly vscode.Uri[], signal: AbortSignal, work: () => Promise<T>): Promise<T>;
}

/**
 * When the problems of files can be believed.
 *
 * VS Code has no question "have you looked at this?" to a language server, so the answer is
 * observed: of each document, when it changed last and when its server spoke last
 * (`diagnosisWatch.ts`); of each language, whether a server ever spoke in this window and how long
 * it took (`diagnosedLanguages.ts`). Of a language that no server has spoken of yet, one is known by
 * having symbols of the document; without one nothing is waited for, so that plain text is not.
 */
export function createDiagnosis(): Diagnosis {
  const watch = createDiagnosisWatch();
  const withTabs = createBorrowedTabs();

  const hasServer = async (
    { languageId, uri }: vscode.TextDocument,
    signal: AbortSignal,
  ): Promise<boolean> => {
    if (watch.languages.isKnown(languageId)) return true;
    // Waits for a server that is only just starting.
    const symbols = await ask<unknown[]>(signal, 'vscode.executeDocumentSymbolProvider', uri);
    return watch.languages.isKnown(languageId) || (symbols ?? []).length > 0;
  };

  return {
    during: async (paths, signal, work) => {
      const documents = await Promise.all(paths.map(settledText));
      const isStarting = documents.some(({ languageId }) => !watch.languages.isKnown(languageId));
      const known = await Promise.all(documents.map(document => hasServer(document, signal)));
      const watched = documents.filter((_document, index) => known[index] === true);
      const uris = watched.map(({ uri }) => uri);
      return withTabs(uris, async opened => {
        for (const document of watched) if (opened.includes(document.uri)) watch.touch(document);
        await watch.spoken(watched, isStarting ? watch.now() : -Infinity, signal);
        return work(known.every(server => server));
      });
    },
    ofShown: async (uris, signal, work) => {
      const shown = new Set(uris.map(uri => uri.toString()));
      const watched = vscode.workspace.textDocuments.filter(
        ({ uri, languageId }) => shown.has(uri.toString()) && watch.languages.isKnown(languageId),
      );
      await watch.spoken(watched, -Infinity, signal);
      return work();
    },
    dispose: () => {
      watch.dispose();
    },
  };
}

import * as vscode from 'vscode';
import { DisposableStore, type Disposable } from '../../base/disposable.ts';
import { delay } from '../../base/abort.ts';
import { isFinding } from '../scm/findingWords.ts';
import {
  BURST_MS,
  createDiagnosedLanguages,
  type DiagnosedLanguages,
} from './diagnosedLanguages.ts';

export interface DiagnosisWatch extends Disposable {
  readonly languages: DiagnosedLanguages;
  /**
   * Resolves as soon as the server spoke of one of the documents after it was opened or changed and
   * then said nothing more for a moment, or when the bound of their languages is over.
   * @param from when the server could hear of them at the earliest; -Infinity where it was there
   */
  spoken(
    documents: readonly vscode.TextDocument[],
    from: number,
    signal: AbortSignal,
  ): Promise<void>;
  /** A server looks at a document anew from now on. */
  touch(document: vscode.TextDocument): void;
  /** The watch's clock, in ms. */
  now(): number;
}

/** Sees when documents were opened or changed last, and when servers spoke of them. */
export function createDiagnosisWatch(now: () => number = () => performance.now()): DiagnosisWatch {
  const store = new DisposableStore();
  const languages = createDiagnosedLanguages();
  const changed = new Map<string, number>();
  const spoke = new Map<string, number>();
  const waiting = new Set<() => void>();
  /** Files of languages not known yet, all of whose problems so far were findings of ours. */
  const withFindings = new Set<string>();

  /** Whether it is findings of ours alone that came to be a file's problems, or went. */
  const isOurs = (uri: vscode.Uri): boolean => {
    const problems = vscode.languages.getDiagnostics(uri);
    // That they went may be told twice.
    if (problems.length === 0) return withFindings.has(uri.toString());
    const areOurs = problems.every(isFinding);
    if (areOurs) withFindings.add(uri.toString());
    else withFindings.delete(uri.toString());
    return areOurs;
  };
  const change = ({ uri }: vscode.TextDocument): void => {
    changed.set(uri.toString(), now());
  };
  store.add(vscode.workspace.onDidOpenTextDocument(change));
  store.add(
    vscode.workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
      if (contentChanges.length > 0) change(document);
    }),
  );
  store.add(
    vscode.workspace.onDidCloseTextDocument(({ uri }) => {
      changed.delete(uri.toString());
      spoke.delete(uri.toString());
      withFindings.delete(uri.toString());
    }),
  );
  store.add(
    vscode.languages.onDidChangeDiagnostics(({ uris }) => {
      const at = now();
      const keys = new Set(uris.map(uri => uri.toString()));
      for (const { uri, languageId } of vscode.workspace.textDocuments) {
        const key = uri.toString();
        if (!keys.has(key)) continue;
        // What we found in plain text makes nobody wait for a server of it.
        if (!languages.isKnown(languageId) && isOurs(uri)) continue;
        spoke.set(key, at);
        languages.heard(languageId, at - (changed.get(key) ?? -Infinity));
      }
      for (const wake of waiting) wake();
    }),
  );

  /** Until when it is waited, if nothing more is heard. */
  const endOf = (documents: readonly vscode.TextDocument[], from: number): number => {
    const bounds = documents.map(({ uri, languageId }) => {
      const since = Math.max(from, changed.get(uri.toString()) ?? -Infinity);
      return since + languages.boundMs(languageId);
    });
    const heard = documents.flatMap(({ uri }) => {
      const key = uri.toString();
      const at = spoke.get(key);
      return at !== undefined && at >= (changed.get(key) ?? -Infinity) ? [at + BURST_MS] : [];
    });
    const bound = Math.max(...bounds);
    return heard.length === 0 ? bound : Math.min(bound, Math.max(...heard));
  };

  return {
    languages,
    now,
    touch: change,
    spoken: async (documents, from, signal) => {
      while (documents.length > 0) {
        signal.throwIfAborted();
        const left = endOf(documents, from) - now();
        if (!(left > 0)) break;
        const next = new AbortController();
        const wake = (): void => {
          next.abort();
        };
        waiting.add(wake);
        // An event, or Stop, ends the waiting; which of them it was the next round tells.
        await delay(left, AbortSignal.any([next.signal, signal])).catch(() => undefined);
        waiting.delete(wake);
      }
      for (const { uri, languageId } of documents) {
        if (!spoke.has(uri.toString())) languages.waitedInVain(languageId);
      }
    },
    dispose: () => {
      store.dispose();
    },
  };
}

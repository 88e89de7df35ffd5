import * as vscode from 'vscode';
import type { Disposable } from '../../base/disposable.ts';
import { SEVERITIES, type Problem, type ProblemsPort } from '../../tools/problemsPort.ts';
import type { WorkspacePath } from '../../tools/ports.ts';
import { editorUri } from '../files/editorUri.ts';
import { ask } from './ask.ts';
import { createDiagnosisWatch } from './diagnosisWatch.ts';
import { createFileNames } from './fileNames.ts';
import { settledText } from './settledText.ts';

/**
 * What the Problems view shows, and when it can be believed.
 *
 * VS Code has no question "have you looked at this?" to a language server, so the answer is
 * observed: of each document, when it changed last and when its server spoke last
 * (`diagnosisWatch.ts`); of each language, whether a server ever spoke in this window and how long
 * it took (`diagnosedLanguages.ts`). Of a language that no server has spoken of yet, one is known by
 * having symbols of the document; without one nothing is waited for, so that plain text is not.
 */
export function createProblemsPort(): ProblemsPort & Disposable {
  const watch = createDiagnosisWatch();
  let beforeEdit: readonly Problem[] | undefined;

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
    now: async paths => {
      const found =
        paths === undefined
          ? vscode.languages.getDiagnostics()
          : await Promise.all(paths.map(diagnosticsOf));
      const names = createFileNames();
      const problems = await Promise.all(
        found.map(async ([uri, diagnostics]) => {
          const { file } = diagnostics.length === 0 ? { file: undefined } : await names(uri);
          return file === undefined ? [] : diagnostics.map(found => problem(file, found));
        }),
      );
      return problems.flat();
    },
    settled: async (paths, signal) => {
      const documents = await Promise.all(paths.map(settledText));
      const isStarting = documents.some(({ languageId }) => !watch.languages.isKnown(languageId));
      const known = await Promise.all(documents.map(document => hasServer(document, signal)));
      await watch.spoken(
        documents.filter((_document, index) => known[index] === true),
        isStarting ? watch.now() : -Infinity,
        signal,
      );
      return known.every(server => server);
    },
    beforeLastEdit: () => beforeEdit,
    noteBeforeEdit: problems => {
      beforeEdit = problems;
    },
    dispose: () => {
      watch.dispose();
    },
  };
}

async function diagnosticsOf(path: WorkspacePath): Promise<[vscode.Uri, vscode.Diagnostic[]]> {
  const uri = await editorUri(path.uri);
  return [uri, vscode.languages.getDiagnostics(uri)];
}

function problem(file: WorkspacePath, found: vscode.Diagnostic): Problem {
  const { start } = found.range;
  return {
    file,
    line: start.line + 1,
    column: start.character + 1,
    // VS Code numbers severities from the gravest on.
    severity: SEVERITIES[found.severity],
    message: found.message,
    source: sourceOf(found),
  };
}

function sourceOf({ source = '', code }: vscode.Diagnostic): string {
  const plain = typeof code === 'object' ? code.value : code;
  return plain === undefined || plain === '' ? source : `${source}(${plain})`;
}

import * as vscode from 'vscode';
import { SEVERITIES, type Problem, type ProblemsPort } from '../../tools/problemsPort.ts';
import type { WorkspacePath } from '../../tools/ports.ts';
import { editorUri } from '../files/editorUri.ts';
import { isShown } from '../files/shownInEditor.ts';
import type { Diagnosis } from './diagnosis.ts';
import { createFileNames } from './fileNames.ts';

/** What the Problems view shows. */
export function createProblemsPort(diagnosis: Diagnosis): ProblemsPort {
  let beforeEdit: readonly Problem[] | undefined;
  return {
    look: (paths, signal) =>
      diagnosis.during(paths, signal, async hasServers => ({
        problems: await problemsNow(),
        hasServers,
      })),
    lookAtShown: async (paths, signal) =>
      diagnosis.ofShown(await shownAmong(paths), signal, () => problemsNow()),
    beforeLastEdit: () => beforeEdit,
    noteBeforeEdit: problems => {
      beforeEdit = problems;
    },
  };
}

/** Those of some files, or of all, that an editor shows. */
async function shownAmong(paths: readonly WorkspacePath[] | undefined): Promise<vscode.Uri[]> {
  const uris =
    paths === undefined
      ? vscode.workspace.textDocuments.map(({ uri }) => uri)
      : await Promise.all(paths.map(({ uri }) => editorUri(uri)));
  return uris.filter(isShown);
}

async function problemsNow(): Promise<Problem[]> {
  const names = createFileNames();
  const problems = await Promise.all(
    vscode.languages.getDiagnostics().map(async ([uri, diagnostics]) => {
      const { file } = diagnostics.length === 0 ? { file: undefined } : await names(uri);
      return file === undefined ? [] : diagnostics.map(found => problemOf(file, found));
    }),
  );
  return problems.flat();
}

/** A problem as VS Code has it, in the model's words. */
export function problemOf(file: WorkspacePath, found: vscode.Diagnostic): Problem {
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

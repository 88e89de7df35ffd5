import * as vscode from 'vscode';
import type { GitPort } from '../../tools/gitPort.ts';
import { isSecretByName } from '../../tools/secretFiles.ts';
import type { WorkspaceFacts } from './suggest.ts';

/** ms that git may take; a suggestion that comes late is worth nothing. */
const PATIENCE = 1_500;
/** Files with problems that are looked at. */
const MOST_FILES = 2_000;

/** Looks at problems, changes and the open file; what is not known soon is left out. */
export async function workspaceFacts(git: GitPort): Promise<WorkspaceFacts> {
  const signal = AbortSignal.timeout(PATIENCE);
  const hasDiff = async (against: 'worktree' | 'index'): Promise<boolean | undefined> => {
    try {
      return (await git.diff({ against, path: undefined }, signal)).text !== '';
    } catch {
      // No repository, no git or too slow: there is nothing to suggest.
      return undefined;
    }
  };
  const [unstaged, staged] = await Promise.all([hasDiff('worktree'), hasDiff('index')]);
  return {
    errors: errorsByFile(),
    hasChanges:
      unstaged === undefined && staged === undefined
        ? undefined
        : unstaged === true || staged === true,
    hasStaged: staged === true,
    openFile: openFile(),
    hasFolder: (vscode.workspace.workspaceFolders ?? []).length > 0,
  };
}

function errorsByFile(): WorkspaceFacts['errors'] {
  return vscode.languages
    .getDiagnostics()
    .slice(0, MOST_FILES)
    .flatMap(([uri, problems]) => {
      const count = problems.filter(
        ({ severity }) => severity === vscode.DiagnosticSeverity.Error,
      ).length;
      const path = pathOf(uri);
      return count === 0 || path === undefined ? [] : [{ path, uri: uri.toString(), count }];
    });
}

function openFile(): string | undefined {
  // The panel itself may have the keyboard, so the active editor alone does not tell.
  const editor = vscode.window.activeTextEditor ?? vscode.window.visibleTextEditors[0];
  return editor === undefined ? undefined : pathOf(editor.document.uri);
}

/** As the model names it; undefined for what is no plain file of the workspace. */
function pathOf(uri: vscode.Uri): string | undefined {
  if (vscode.workspace.getWorkspaceFolder(uri) === undefined) return undefined;
  const path = vscode.workspace.asRelativePath(uri);
  return isSecretByName(path) ? undefined : path;
}

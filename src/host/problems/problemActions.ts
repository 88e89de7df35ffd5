import * as vscode from 'vscode';
import { COMMANDS } from '../../base/ids.ts';
import type { DocumentUse } from '../selection/documentUse.ts';
import { kindOfProblem, problemArgument } from './problemArgument.ts';

/** Problems at one place that get entries of their own; the menu would be nothing else with more. */
const MOST_PROBLEMS = 3;

/**
 * Quick fixes for the problems at a place. All are of that kind, because the Problems view and the
 * hover show no other; none is preferred or a part of `source.fixAll`, so nothing runs them unasked.
 */
export function problemActions(
  document: vscode.TextDocument,
  problems: readonly vscode.Diagnostic[],
  use: DocumentUse,
): vscode.CodeAction[] {
  return problems
    .slice(0, MOST_PROBLEMS)
    .flatMap(problem => actionsOf(document, problem, use === 'edit'));
}

function actionsOf(
  document: vscode.TextDocument,
  problem: vscode.Diagnostic,
  canEdit: boolean,
): vscode.CodeAction[] {
  const { l10n } = vscode;
  const words = short(problem.message);
  const action = (title: string, command: string, part: string): vscode.CodeAction => {
    const kind = vscode.CodeActionKind.QuickFix.append('plumb').append(part);
    const made = new vscode.CodeAction(title, kind);
    made.diagnostics = [problem];
    made.command = { command, title, arguments: [problemArgument(document.uri, problem)] };
    return made;
  };
  const alike = countOfKind(document, problem);
  return [
    ...(canEdit ? [action(l10n.t('Plumb: Fix “{0}”', words), COMMANDS.fix, 'fix')] : []),
    ...(canEdit && alike > 1
      ? [
          action(
            l10n.t('Plumb: Fix All {0} of This Kind in the File', alike),
            COMMANDS.fixProblemKind,
            'fixKind',
          ),
        ]
      : []),
    action(l10n.t('Plumb: Explain “{0}”', words), COMMANDS.explainProblem, 'explain'),
    action(l10n.t('Plumb: Add “{0}” to Chat', words), COMMANDS.addProblemToChat, 'add'),
  ];
}

function countOfKind(document: vscode.TextDocument, problem: vscode.Diagnostic): number {
  const kind = kindOfProblem(problem);
  if (kind === undefined) return 1;
  return vscode.languages
    .getDiagnostics(document.uri)
    .filter(other => kindOfProblem(other) === kind).length;
}

/** A title stays one line of a menu. */
function short(message: string): string {
  const line = message.split('\n', 1)[0] ?? '';
  return line.length > 60 ? `${line.slice(0, 59)}…` : line;
}

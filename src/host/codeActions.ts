import * as vscode from 'vscode';
import { COMMANDS } from '../base/ids.ts';
import { SELECTION_ACTIONS, type SelectionAction } from './selectionActions.ts';

/** `Fix` of a problem, as the light bulb hands it to the command; checked again where it arrives. */
export interface ProblemArgument {
  readonly uri: string;
  readonly startLine: number;
  readonly startCharacter: number;
  readonly endLine: number;
  readonly endCharacter: number;
  readonly message: string;
  readonly source?: string;
}

/** Offers Plumb on a selection, and Fix on each problem under the cursor. Registered at activation, so it imports little. */
export function registerCodeActions(): vscode.Disposable {
  return vscode.languages.registerCodeActionsProvider(
    [
      { scheme: 'file' },
      { scheme: 'vscode-remote' },
      { scheme: 'untitled' },
      { scheme: 'vscode-vfs' },
    ],
    {
      provideCodeActions: (document, range, context) => [
        ...context.diagnostics.map(diagnostic => fixProblem(document, diagnostic)),
        ...(range.isEmpty ? [] : SELECTION_ACTIONS.map(selectionAction)),
      ],
    },
    { providedCodeActionKinds: [kindOf('quickfix'), kindOf('refactor.rewrite'), kindOf('empty')] },
  );
}

function selectionAction(action: SelectionAction): vscode.CodeAction {
  const title = action.title();
  const codeAction = new vscode.CodeAction(title, kindOf(action.kind));
  codeAction.command = { command: action.command, title };
  return codeAction;
}

function fixProblem(
  document: vscode.TextDocument,
  diagnostic: vscode.Diagnostic,
): vscode.CodeAction {
  const title = vscode.l10n.t('Plumb: Fix “{0}”', short(diagnostic.message));
  const codeAction = new vscode.CodeAction(title, kindOf('quickfix'));
  codeAction.diagnostics = [diagnostic];
  const argument: ProblemArgument = {
    uri: document.uri.toString(),
    startLine: diagnostic.range.start.line,
    startCharacter: diagnostic.range.start.character,
    endLine: diagnostic.range.end.line,
    endCharacter: diagnostic.range.end.character,
    message: diagnostic.message,
    ...(diagnostic.source === undefined ? {} : { source: diagnostic.source }),
  };
  codeAction.command = { command: COMMANDS.fix, title, arguments: [argument] };
  return codeAction;
}

function kindOf(kind: SelectionAction['kind']): vscode.CodeActionKind {
  switch (kind) {
    case 'quickfix':
      return vscode.CodeActionKind.QuickFix.append('plumb');
    case 'refactor.rewrite':
      return vscode.CodeActionKind.RefactorRewrite.append('plumb');
    case 'empty':
      return vscode.CodeActionKind.Empty.append('plumb');
  }
}

/** A title stays one line of a menu. */
function short(message: string): string {
  const line = message.split('\n', 1)[0] ?? '';
  return line.length > 60 ? `${line.slice(0, 59)}…` : line;
}

import * as vscode from 'vscode';
import { COMMANDS } from '../../base/ids.ts';
import { problemActions } from '../problems/problemActions.ts';
import { documentUse, type DocumentUse } from './documentUse.ts';
import { SELECTION_ACTIONS } from './selectionActions.ts';

const KINDS = ['quickfix', 'refactor.rewrite', 'empty', 'source'] as const;

/** Offers Plumb where it makes sense. Registered at activation, so it imports little. */
export function registerCodeActions(): vscode.Disposable {
  return vscode.languages.registerCodeActionsProvider(
    // Any file system may be a workspace's; `documentUse` tells files from what else has a text.
    { scheme: '*' },
    {
      provideCodeActions: (document, range, context) => {
        const use = documentUse(document);
        if (use === 'nothing') return [];
        return [
          ...problemActions(document, context.diagnostics, use),
          ...selectionActions(document, range, context, use),
          ...fileActions(document, context, use),
        ].filter(({ kind }) => isWanted(kind, context.only));
      },
    },
    { providedCodeActionKinds: KINDS.map(kindOf) },
  );
}

function isWanted(
  kind: vscode.CodeActionKind | undefined,
  only: vscode.CodeActionKind | undefined,
): boolean {
  return only === undefined || only.value === '' || (kind !== undefined && only.contains(kind));
}

function selectionActions(
  document: vscode.TextDocument,
  range: vscode.Range,
  { diagnostics }: vscode.CodeActionContext,
  use: DocumentUse,
): vscode.CodeAction[] {
  if (range.isEmpty || document.getText(range).trim() === '') return [];
  // A single problem has its own entry.
  const fix =
    use === 'edit' && diagnostics.length > 1
      ? [
          action(
            vscode.l10n.t('Plumb: Fix the {0} Problems in the Selection', diagnostics.length),
            kindOf('quickfix'),
            COMMANDS.fix,
          ),
        ]
      : [];
  const others = SELECTION_ACTIONS.filter(({ edits }) => use === 'edit' || !edits);
  return [...fix, ...others.map(other => action(other.title(), kindOf(other.kind), other.command))];
}

/** Only in the menu that a person opened for source actions: saving asks for these as well. */
function fileActions(
  document: vscode.TextDocument,
  { only, triggerKind }: vscode.CodeActionContext,
  use: DocumentUse,
): vscode.CodeAction[] {
  const isAsked =
    only?.contains(kindOf('source')) === true &&
    triggerKind === vscode.CodeActionTriggerKind.Invoke;
  if (!isAsked || use !== 'edit') return [];
  if (vscode.languages.getDiagnostics(document.uri).length === 0) return [];
  return [
    action(
      vscode.l10n.t('Plumb: Fix All Problems in This File'),
      kindOf('source'),
      COMMANDS.fixFile,
    ),
  ];
}

function action(title: string, kind: vscode.CodeActionKind, command: string): vscode.CodeAction {
  const made = new vscode.CodeAction(title, kind);
  made.command = { command, title };
  return made;
}

type Kind = (typeof KINDS)[number];

function kindOf(kind: Kind): vscode.CodeActionKind {
  switch (kind) {
    case 'quickfix':
      return vscode.CodeActionKind.QuickFix.append('plumb');
    case 'refactor.rewrite':
      return vscode.CodeActionKind.RefactorRewrite.append('plumb');
    case 'empty':
      return vscode.CodeActionKind.Empty.append('plumb');
    case 'source':
      // Outside of `source.fixAll`, which people let run whenever a file is saved.
      return vscode.CodeActionKind.Source.append('plumb');
  }
}

import * as vscode from 'vscode';
import { COMMANDS } from '../../base/ids.ts';
import { parseConflicts, type Conflict } from '../../edits/conflictMarkers.ts';

/** A conflict, as light bulb and lens hand it to the command; checked again where it arrives. */
export interface ConflictArgument {
  readonly uri: string;
  /** Within the conflict, from 0. */
  readonly line: number;
}

const DOCUMENTS: vscode.DocumentSelector = [
  { scheme: 'file' },
  { scheme: 'vscode-remote' },
  { scheme: 'vscode-vfs' },
];

/** Longer texts are not looked through at each key. */
const MOST_CHARACTERS = 2_000_000;

/** Offers Plumb at conflicts of a merge, beside git's own ways. Registered at activation. */
export function registerConflictActions(): readonly vscode.Disposable[] {
  return [
    vscode.languages.registerCodeActionsProvider(
      DOCUMENTS,
      {
        provideCodeActions: (document, range) => {
          const all = conflictsOf(document);
          const here = all.find(({ from, to }) => range.start.line < to && range.end.line >= from);
          return here === undefined ? [] : commandsAt(document, here, all.length).map(asAction);
        },
      },
      { providedCodeActionKinds: [kind()] },
    ),
    vscode.languages.registerCodeLensProvider(DOCUMENTS, {
      provideCodeLenses: document => {
        const all = conflictsOf(document);
        return all.flatMap(conflict =>
          commandsAt(document, conflict, all.length).map(
            command =>
              new vscode.CodeLens(new vscode.Range(conflict.from, 0, conflict.from, 0), command),
          ),
        );
      },
    }),
  ];
}

function conflictsOf(document: vscode.TextDocument): readonly Conflict[] {
  const text = document.getText();
  if (text.length > MOST_CHARACTERS) return [];
  const { conflicts, broken } = parseConflicts(text);
  // What the command refuses is not offered.
  return broken === undefined ? conflicts : [];
}

function commandsAt(
  { uri }: vscode.TextDocument,
  { from }: Conflict,
  count: number,
): readonly vscode.Command[] {
  const argument: ConflictArgument = { uri: uri.toString(), line: from };
  const one = {
    command: COMMANDS.resolveConflict,
    title: vscode.l10n.t('Plumb: Resolve Conflict'),
    arguments: [argument],
  };
  if (count < 2) return [one];
  const title = vscode.l10n.t('Plumb: Resolve All {0} Conflicts', count);
  return [one, { command: COMMANDS.resolveAllConflicts, title, arguments: [argument] }];
}

function asAction(command: vscode.Command): vscode.CodeAction {
  const action = new vscode.CodeAction(command.title, kind());
  action.command = command;
  return action;
}

function kind(): vscode.CodeActionKind {
  return vscode.CodeActionKind.QuickFix.append('plumb');
}

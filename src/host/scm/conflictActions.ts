import * as vscode from 'vscode';
import type { ConflictOffer } from './conflictOffers.ts';

/** As git writes it above the first side. */
const MARKER = /^<{7} /m;

const DOCUMENTS: vscode.DocumentSelector = [
  { scheme: 'file' },
  { scheme: 'vscode-remote' },
  { scheme: 'vscode-vfs' },
];

/** Longer texts are not looked through at each key. */
const MOST_CHARACTERS = 2_000_000;

/**
 * Offers Plumb at conflicts of a merge, beside git's own ways. Registered at activation; what reads
 * the conflicts is loaded when there is one.
 */
export function registerConflictActions(
  load: () => Promise<(document: vscode.TextDocument) => readonly ConflictOffer[]>,
): readonly vscode.Disposable[] {
  const offersIn = async (document: vscode.TextDocument): Promise<readonly ConflictOffer[]> => {
    const text = document.getText();
    if (text.length > MOST_CHARACTERS || !MARKER.test(text)) return [];
    return (await load())(document);
  };
  const kind = vscode.CodeActionKind.QuickFix.append('plumb');
  const asAction = (command: vscode.Command): vscode.CodeAction => {
    const action = new vscode.CodeAction(command.title, kind);
    action.command = command;
    return action;
  };
  return [
    vscode.languages.registerCodeActionsProvider(
      DOCUMENTS,
      {
        provideCodeActions: async (document, range) => {
          const here = (await offersIn(document)).find(
            ({ from, to }) => range.start.line < to && range.end.line >= from,
          );
          return here?.commands.map(asAction) ?? [];
        },
      },
      { providedCodeActionKinds: [kind] },
    ),
    vscode.languages.registerCodeLensProvider(DOCUMENTS, {
      provideCodeLenses: async document =>
        (await offersIn(document)).flatMap(({ from, commands }) =>
          commands.map(command => new vscode.CodeLens(new vscode.Range(from, 0, from, 0), command)),
        ),
    }),
  ];
}

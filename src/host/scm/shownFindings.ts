import * as vscode from 'vscode';
import * as l10n from '@vscode/l10n';
import { DisposableStore, toDisposable, type Disposable } from '../../base/disposable.ts';
import { COMMANDS } from '../../base/ids.ts';
import { commentOf, diagnosticOf } from './findingWords.ts';
import { isFixable, rangeOf, type PlacedFinding } from './placedFinding.ts';
import { movedLine, placeFinding, type FindingPlace } from './placeFinding.ts';

const CONTROLLER = 'plumb-review';

/** One that is shown; its place moves with the text. */
export interface ShownFinding extends PlacedFinding {
  readonly id: string;
  /** Where it stands now. */
  readonly place: FindingPlace;
}

/** The findings of reviews, as comments and problems in the editor. */
export interface ShownFindings extends Disposable {
  readonly all: readonly ShownFinding[];
  add(findings: readonly PlacedFinding[]): void;
  /** The one of a menu or a quick fix, else the one at the cursor. */
  meant(argument: unknown): ShownFinding | undefined;
  remove(finding: ShownFinding): void;
  clear(): void;
}

interface Entry extends PlacedFinding {
  readonly id: string;
  readonly thread: vscode.CommentThread;
  place: FindingPlace;
}

export function createShownFindings(): ShownFindings {
  const entries = new Map<string, Entry>();
  /** What stands in the editor; there is none of it while there is no finding. */
  let stage: Stage | undefined;

  const tellDiagnostics = (uri: vscode.Uri): void => {
    const here = [...entries.values()].filter(entry => String(entry.uri) === String(uri));
    stage?.diagnostics.set(uri, here.map(diagnosticOf));
  };
  const follow = ({ document, contentChanges }: vscode.TextDocumentChangeEvent): void => {
    const here = [...entries.values()].filter(({ uri }) => String(uri) === String(document.uri));
    if (here.length === 0 || contentChanges.length === 0) return;
    for (const entry of here) {
      const startLine = contentChanges.reduce(
        (line, change) => movedLine(line, linesOf(change)),
        entry.place.from,
      );
      const { original } = entry.finding;
      const place = placeFinding(document.getText(), { original, startLine: startLine + 1 });
      if (place === undefined) continue;
      entry.place = place;
      entry.thread.range = rangeOf(place);
    }
    tellDiagnostics(document.uri);
  };
  const remove = (id: string): void => {
    const entry = entries.get(id);
    if (entry === undefined) return;
    entries.delete(id);
    entry.thread.dispose();
    tellDiagnostics(entry.uri);
    if (entries.size > 0) return;
    stage?.dispose();
    stage = undefined;
  };

  return {
    get all() {
      return [...entries.values()];
    },
    add: findings => {
      if (findings.length === 0) return;
      stage ??= createStage(follow, uri =>
        [...entries.values()].filter(entry => String(entry.uri) === String(uri)),
      );
      for (const placed of findings) {
        const id = globalThis.crypto.randomUUID();
        const thread = stage.controller.createCommentThread(placed.uri, rangeOf(placed.place), [
          commentOf(placed),
        ]);
        thread.canReply = false;
        thread.label = l10n.t('Review by Plumb');
        thread.contextValue = isFixable(placed) ? 'fixable' : 'finding';
        thread.collapsibleState = vscode.CommentThreadCollapsibleState.Expanded;
        entries.set(id, { ...placed, id, thread });
      }
      for (const { uri } of findings) tellDiagnostics(uri);
    },
    meant: argument => {
      const all = [...entries.values()];
      if (typeof argument === 'string') return entries.get(argument);
      const ofThread = all.find(({ thread }) => thread === argument);
      return ofThread ?? atCursor(all);
    },
    remove: ({ id }) => {
      remove(id);
    },
    clear: () => {
      for (const id of [...entries.keys()]) remove(id);
    },
    dispose: () => {
      for (const id of [...entries.keys()]) remove(id);
    },
  };
}

interface Stage extends Disposable {
  readonly controller: vscode.CommentController;
  readonly diagnostics: vscode.DiagnosticCollection;
}

function createStage(
  follow: (event: vscode.TextDocumentChangeEvent) => void,
  findingsIn: (uri: vscode.Uri) => readonly ShownFinding[],
): Stage {
  const store = new DisposableStore();
  const controller = store.add(
    vscode.comments.createCommentController(CONTROLLER, l10n.t('Review by Plumb')),
  );
  const diagnostics = store.add(vscode.languages.createDiagnosticCollection(CONTROLLER));
  store.add(vscode.workspace.onDidChangeTextDocument(follow));
  store.add(toDisposable(() => void tellContext(false)));
  void tellContext(true);
  const kind = vscode.CodeActionKind.QuickFix.append('plumb.review');
  store.add(
    vscode.languages.registerCodeActionsProvider(
      { pattern: '**' },
      {
        provideCodeActions: (document, range) =>
          findingsIn(document.uri)
            .filter(found => isFixable(found) && rangeOf(found.place).intersection(range))
            .map(found => fixAction(found, kind)),
      },
      { providedCodeActionKinds: [kind] },
    ),
  );
  return {
    controller,
    diagnostics,
    dispose: () => {
      store.dispose();
    },
  };
}

function fixAction(found: ShownFinding, kind: vscode.CodeActionKind): vscode.CodeAction {
  const title = l10n.t('Plumb: Apply the fix of the review');
  const action = new vscode.CodeAction(title, kind);
  action.command = { command: COMMANDS.applyFinding, title, arguments: [found.id] };
  action.diagnostics = [diagnosticOf(found)];
  action.isPreferred = true;
  return action;
}

function atCursor(all: readonly Entry[]): Entry | undefined {
  const editor = vscode.window.activeTextEditor;
  if (editor === undefined) return undefined;
  const { line } = editor.selection.active;
  return all.find(
    ({ uri, place }) =>
      String(uri) === String(editor.document.uri) && place.from <= line && line < place.to,
  );
}

function linesOf({ range, text }: vscode.TextDocumentContentChangeEvent): {
  readonly from: number;
  readonly to: number;
  readonly added: number;
} {
  const from = range.start.line;
  const to = range.end.line;
  return { from, to: Math.max(to, from), added: text.split(/\r\n|\r|\n/).length - 1 };
}

/** Shows the commands that only make sense with a finding. */
function tellContext(has: boolean): Thenable<unknown> {
  return vscode.commands.executeCommand('setContext', 'plumb.hasFindings', has);
}

import * as vscode from 'vscode';
import type { PathPort } from '../../tools/ports.ts';
import { hasRepository } from '../git/hasRepository.ts';
import type { ChipRef } from './chipRef.ts';
import type { KindsNow } from './kindRows.ts';
import { editorCount } from './openEditors.ts';
import type { TerminalWatch } from './terminalWatch.ts';

/** What of the kinds there is to attach at this moment. */
export async function kindsNow({
  terminals,
  paths,
}: {
  readonly terminals: TerminalWatch;
  readonly paths: PathPort;
}): Promise<KindsNow> {
  return {
    selection: selectionNow(vscode.window.activeTextEditor),
    hasFolder: paths.folders().length > 0,
    openEditors: editorCount(),
    problems: vscode.languages
      .getDiagnostics()
      .reduce((sum, [, diagnostics]) => sum + diagnostics.length, 0),
    hasRepository: await hasRepository(),
    lastCommand: terminals.last()?.command,
    hasTerminal: vscode.window.terminals.length > 0,
  };
}

/** What is selected; undefined if nothing is. */
export function selectionNow(editor: vscode.TextEditor | undefined): ChipRef | undefined {
  if (editor === undefined || editor.selection.isEmpty) return undefined;
  const { start, end } = editor.selection;
  return {
    kind: 'selection',
    uri: editor.document.uri.toString(),
    range: [start.line, start.character, end.line, end.character],
  };
}

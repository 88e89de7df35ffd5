import * as vscode from 'vscode';
import * as l10n from '@vscode/l10n';
import { PlumbError } from '../../base/errors.ts';
import type { Params } from '../../protocol/messages.ts';
import { isDependency } from '../../tools/secretFiles.ts';
import { findEach, findWorkspaceFiles, type FindParts } from './findWorkspaceFile.ts';

/** Those of the paths that name exactly one file of the workspace. */
export async function knownPaths(paths: readonly string[], ports: FindParts): Promise<string[]> {
  const found = await findEach(paths, ports);
  return paths.filter((_path, at) => found[at]?.length === 1);
}

/**
 * Shows a file at some lines.
 * @throws PlumbError if there is no such file
 */
export async function openPath(place: Params<'openPath'>, ports: FindParts): Promise<void> {
  const [file] = await findWorkspaceFiles(place.path, ports);
  if (file === undefined) {
    throw new PlumbError(l10n.t('{0} is no file of the workspace any more.', place.path));
  }
  const document = await vscode.workspace.openTextDocument(vscode.Uri.parse(file.uri, true));
  const first = Math.max(0, (place.line ?? 1) - 1);
  const last = Math.max(first, (place.endLine ?? first + 1) - 1);
  const range = document.validateRange(
    new vscode.Range(first, 0, last, place.endLine === undefined ? 0 : Number.MAX_SAFE_INTEGER),
  );
  const editor = await vscode.window.showTextDocument(document, { selection: range });
  editor.revealRange(range, vscode.TextEditorRevealType.InCenterIfOutsideViewport);
}

/** Shows where a symbol is defined if one place of the workspace fits; else VS Code's own list. */
export async function openSymbol(written: string): Promise<void> {
  const parts = written.replace(/\(.*$/s, '').split(/[.#]|::|->/);
  const name = parts.at(-1) ?? '';
  const container = parts.at(-2);
  const all = await vscode.commands.executeCommand<readonly vscode.SymbolInformation[] | undefined>(
    'vscode.executeWorkspaceSymbolProvider',
    name,
  );
  const named = (all ?? []).filter(
    symbol => symbol.name.replace(/\(.*$/s, '') === name && isOwn(symbol.location.uri),
  );
  const within = named.filter(symbol => symbol.containerName === container);
  const fitting = container !== undefined && within.length > 0 ? within : named;
  const [only, ...others] = fitting;
  if (only !== undefined && others.length === 0) {
    await vscode.window.showTextDocument(only.location.uri, { selection: only.location.range });
    return;
  }
  await vscode.commands.executeCommand('workbench.action.quickOpen', `#${name}`);
}

function isOwn(uri: vscode.Uri): boolean {
  return (
    vscode.workspace.getWorkspaceFolder(uri) !== undefined &&
    !isDependency(vscode.workspace.asRelativePath(uri))
  );
}

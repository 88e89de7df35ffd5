import * as vscode from 'vscode';
import * as l10n from '@vscode/l10n';
import type { LineSpan } from '../../edits/excerpt.ts';
import type { WorkspacePath } from '../../tools/ports.ts';
import { fileAtPlace, findWorkspaceFiles, type FindParts } from './findWorkspaceFile.ts';
import type { LastEditor } from './lastEditor.ts';

export type ApplyTarget =
  | { readonly kind: 'file'; readonly file: WorkspacePath; readonly selected: LineSpan | undefined }
  /** There is no such file yet. */
  | { readonly kind: 'new'; readonly path: string }
  | { readonly kind: 'cancelled' }
  | { readonly kind: 'none' };

interface TargetParts extends FindParts {
  readonly lastEditor: LastEditor;
}

/** What fences call languages that VS Code calls otherwise. */
const LANGUAGE_IDS: Readonly<Record<string, string>> = {
  ts: 'typescript',
  tsx: 'typescriptreact',
  js: 'javascript',
  mjs: 'javascript',
  jsx: 'javascriptreact',
  py: 'python',
  rb: 'ruby',
  rs: 'rust',
  cs: 'csharp',
  'c#': 'csharp',
  'c++': 'cpp',
  sh: 'shellscript',
  bash: 'shellscript',
  shell: 'shellscript',
  zsh: 'shellscript',
  yml: 'yaml',
  md: 'markdown',
};

/**
 * The file that code of an answer is for: the one that the answer names, else the one in the editor
 * if its language is that of the code. Where that leaves a doubt a person picks.
 */
export async function applyTarget(
  code: { readonly language: string; readonly path?: string | undefined },
  parts: TargetParts,
): Promise<ApplyTarget> {
  if (code.path !== undefined && code.path !== '') {
    const found = await findWorkspaceFiles(code.path, parts);
    return found.length === 0 ? { kind: 'new', path: code.path } : picked(found, parts);
  }
  const { editor } = parts.lastEditor;
  const current = editor === undefined ? undefined : await fileOf(editor.document.uri, parts);
  if (editor !== undefined && current !== undefined && isIn(editor.document, code.language)) {
    return asTarget(current, parts);
  }
  const open = await openFiles(parts);
  return open.length === 0 ? { kind: 'none' } : picked(open, parts, true);
}

/** Asks even about one file where nothing said that it is the one. */
async function picked(
  found: readonly WorkspacePath[],
  parts: TargetParts,
  asksAlways = false,
): Promise<ApplyTarget> {
  const [only, ...others] = found;
  if (only !== undefined && others.length === 0 && !asksAlways) return asTarget(only, parts);
  const items = found.map(file => ({ label: file.display, file }));
  const choice = await vscode.window.showQuickPick(items, {
    title: l10n.t('Apply the code to which file?'),
    placeHolder: l10n.t('The answer does not say which file it means'),
  });
  return choice === undefined ? { kind: 'cancelled' } : asTarget(choice.file, parts);
}

async function asTarget(file: WorkspacePath, parts: TargetParts): Promise<ApplyTarget> {
  return { kind: 'file', file, selected: await selectedIn(file, parts) };
}

/** Lines that are selected; within one line a selection is a place for a cursor, not for a block. */
async function selectedIn(
  file: WorkspacePath,
  { lastEditor, paths }: TargetParts,
): Promise<LineSpan | undefined> {
  const { editor } = lastEditor;
  if (editor === undefined || editor.selection.isSingleLine) return undefined;
  const uri = await paths.realUri(editor.document.uri.toString());
  if (uri !== file.uri) return undefined;
  const { start, end } = editor.selection;
  return { from: start.line, to: end.character === 0 ? end.line : end.line + 1 };
}

async function openFiles(parts: TargetParts): Promise<readonly WorkspacePath[]> {
  const tabs = vscode.window.tabGroups.all.flatMap(group => group.tabs);
  const uris = tabs.flatMap(({ input }) =>
    input instanceof vscode.TabInputText ? [input.uri] : [],
  );
  const last = parts.lastEditor.editor?.document.uri;
  const found = await Promise.all(
    [...(last === undefined ? [] : [last]), ...uris].map(uri => fileOf(uri, parts)),
  );
  const known = new Map(found.flatMap(file => (file === undefined ? [] : [[file.uri, file]])));
  return [...known.values()];
}

async function fileOf(uri: vscode.Uri, parts: TargetParts): Promise<WorkspacePath | undefined> {
  if (vscode.workspace.getWorkspaceFolder(uri) === undefined) return undefined;
  const isMultiRoot = (vscode.workspace.workspaceFolders ?? []).length > 1;
  const path = vscode.workspace.asRelativePath(uri, isMultiRoot);
  return fileAtPlace(path, parts);
}

function isIn(document: vscode.TextDocument, language: string): boolean {
  if (language === '' || language === 'diff' || language === 'patch') return true;
  const extension = /\.([^./]+)$/.exec(document.uri.path)?.[1]?.toLowerCase();
  return [document.languageId, extension].some(
    known => known === language || known === LANGUAGE_IDS[language],
  );
}

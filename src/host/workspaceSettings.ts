import * as vscode from 'vscode';
import * as l10n from '@vscode/l10n';
import { describeError } from '../base/errors.ts';
import { parseJson } from '../base/json.ts';
import type { Logger } from '../base/logger.ts';

/** A file that an opened folder brings along, with the settings of Plumb that it names. */
interface ForeignSettings {
  readonly file: vscode.Uri;
  /** As they stand in it: `plumb.model`; sorted, each once. */
  readonly keys: readonly string[];
}

const STATE_KEY = 'plumb.toldOfSettings';

/**
 * Tells, once for each set of names, that this workspace tries to set what only its user may set.
 * Plumb ignores it either way (`settings.ts`); people have to know that somebody tried. Never rejects.
 * @param state of the workspace
 */
export async function warnOfForeignSettings(state: vscode.Memento, log: Logger): Promise<void> {
  const found = await foreignSettings(log);
  const [first] = found;
  if (first === undefined) return;
  const names = [...new Set(found.flatMap(({ keys }) => keys))].sort().join(', ');
  log.warn(`This workspace tries to set ${names}; that is ignored.`);
  if (state.get<unknown>(STATE_KEY) === names) return;
  await state.update(STATE_KEY, names);
  const show = l10n.t('Show');
  const chosen = await vscode.window.showWarningMessage(
    l10n.t('This workspace tries to set {0}. Plumb ignores that: only you can set it.', names),
    show,
  );
  if (chosen === show) await vscode.window.showTextDocument(first.file);
}

/** VS Code does not tell of settings that it leaves out, so their files are read. */
async function foreignSettings(log: Logger): Promise<readonly ForeignSettings[]> {
  const { workspaceFile, workspaceFolders = [] } = vscode.workspace;
  const files = workspaceFolders.map(({ uri }) =>
    vscode.Uri.joinPath(uri, '.vscode/settings.json'),
  );
  if (workspaceFile !== undefined && workspaceFile.scheme !== 'untitled') files.push(workspaceFile);
  const read = await Promise.all(
    files.map(async file => ({ file, keys: plumbKeysIn(await readText(file, log)) })),
  );
  return read.filter(({ keys }) => keys.length > 0);
}

async function readText(file: vscode.Uri, log: Logger): Promise<string> {
  try {
    return new TextDecoder().decode(await vscode.workspace.fs.readFile(file));
  } catch (error) {
    if (!(error instanceof vscode.FileSystemError && error.code === 'FileNotFound')) {
      log.warn(`${file.toString()} could not be read: ${describeError(error)}`);
    }
    return '';
  }
}

/** A string, with the colon that makes it a name; or a comment, in which nothing is set. */
const TOKEN = /("(?:\\.|[^"\\\n])*")(\s*:)?|\/\/[^\n]*|\/\*[\s\S]*?\*\//g;

/**
 * The settings of Plumb that a text names: JSON as VS Code takes it, with comments, trailing commas
 * and mistakes.
 * @returns sorted, each once; `plumb` alone for settings that are nested in an object
 */
function plumbKeysIn(text: string): readonly string[] {
  const keys = new Set<string>();
  for (const [, name, colon] of text.matchAll(TOKEN)) {
    if (name === undefined || colon === undefined) continue;
    const key = parseJson(name);
    if (typeof key === 'string' && /^plumb(\.|$)/.test(key)) keys.add(key);
  }
  return [...keys].sort();
}

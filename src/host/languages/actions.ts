import * as vscode from 'vscode';
import { PlumbError } from '../../base/errors.ts';
import type { LanguagePort, LineRange, OfferedAction } from '../../tools/languagePort.ts';
import { ask } from './ask.ts';
import { settledText } from './settledText.ts';
import { textEditsOf } from './textEdits.ts';

/** How many actions of one kind are worked out to find the one that was chosen. */
const MOST_RESOLVED = 50;

export const actions: LanguagePort['actions'] = async (path, lines, signal) => {
  const document = await settledText(path);
  return (await offered(document, lines, signal)).map(describe);
};

export const actionEdits: LanguagePort['actionEdits'] = async (path, lines, title, signal) => {
  const document = await settledText(path);
  const chosen = (await offered(document, lines, signal)).find(action => action.title === title);
  if (chosen === undefined) {
    throw new PlumbError(
      `The server offers no action ${JSON.stringify(title)} there (any more). List them with code_actions.`,
    );
  }
  const { disabled, kind } = describe(chosen);
  if (disabled !== '') throw new PlumbError(`The server does not allow it: ${disabled}`);
  // The edits are worked out for actions that are asked for by their kind.
  const all = isCommand(chosen)
    ? []
    : await request(document, lines, kind === '' ? undefined : kind, signal, MOST_RESOLVED);
  const action = all.find(candidate => candidate.title === title && !isCommand(candidate));
  const edit = action === undefined || isCommand(action) ? undefined : action.edit;
  const command = commandOf(action ?? chosen);
  if (edit === undefined) {
    throw new PlumbError(
      `${JSON.stringify(title)} makes no edit by itself but runs ${command === '' ? 'a command' : `the command ${command}`}, which is not done here. Make the change with the edit tools, or ask the user to run it.`,
    );
  }
  return { files: await textEditsOf(edit), command };
};

type Action = vscode.CodeAction | vscode.Command;

/** What other extensions than ours offer on lines, and then for the file. */
async function offered(
  document: vscode.TextDocument,
  lines: LineRange,
  signal: AbortSignal,
): Promise<Action[]> {
  const here = await request(document, lines, undefined, signal);
  const ofFile = await request(document, lines, vscode.CodeActionKind.Source.value, signal);
  return [...here, ...ofFile].filter(action => !commandOf(action).startsWith('plumb.'));
}

async function request(
  document: vscode.TextDocument,
  { first, last }: LineRange,
  kind: string | undefined,
  signal: AbortSignal,
  resolved?: number,
): Promise<Action[]> {
  const range = document.validateRange(
    new vscode.Range(first - 1, 0, last - 1, Number.MAX_SAFE_INTEGER),
  );
  const found = await ask<Action[]>(
    signal,
    'vscode.executeCodeActionProvider',
    document.uri,
    range,
    kind,
    resolved,
  );
  return found ?? [];
}

function describe(action: Action): OfferedAction {
  return isCommand(action)
    ? { title: action.title, kind: '', disabled: '' }
    : {
        title: action.title,
        kind: action.kind?.value ?? '',
        disabled: action.disabled?.reason ?? '',
      };
}

function isCommand(action: Action): action is vscode.Command {
  return typeof action.command === 'string';
}

function commandOf(action: Action): string {
  return typeof action.command === 'string' ? action.command : (action.command?.command ?? '');
}

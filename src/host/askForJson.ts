import * as vscode from 'vscode';
import * as l10n from '@vscode/l10n';
import { describeError, PlumbError } from '../base/errors.ts';
import { checkAnswer } from '../chat/jsonAnswer.ts';
import { readSchema, type AnswerSchema } from '../chat/readSchema.ts';
import type { Session } from '../chat/session.ts';
import { resolveWorkspacePath } from '../tools/paths.ts';
import type { ToolContext } from '../tools/tool.ts';
import { editorUri } from './files/editorUri.ts';
import { jsonProblems } from './jsonProblems.ts';
import { lastAnswer } from './lastAnswer.ts';

/** What "Ask for JSON" works with. */
export interface AskForJsonParts {
  readonly ensureKey: () => Promise<boolean>;
  /** A new chat, shown, so that what is asked and answered is seen and kept there. */
  readonly newChat: () => Promise<Session>;
  readonly diagnostics: vscode.DiagnosticCollection;
  /** For reading only, with nothing granted. */
  readonly context: (signal: AbortSignal) => Pick<ToolContext, 'search' | 'paths'>;
}

/** Files that may be chosen from. */
const MOST_FILES = 2_000;

/**
 * Asks for an answer that fits a JSON Schema and opens it as a document; where it does not fit, the
 * places are marked there. @throws PlumbError
 */
export async function askForJson(parts: AskForJsonParts): Promise<void> {
  const schema = await chooseSchema(parts.context);
  if (schema === undefined) return;
  const question = await vscode.window.showInputBox({
    title: l10n.t('Plumb: Ask for JSON'),
    prompt: [
      l10n.t('What do you want to know? The answer will fit the schema “{0}”.', schema.name),
      ...schema.notes,
    ].join(' '),
    ignoreFocusOut: true,
  });
  if (question === undefined || question.trim() === '') return;
  if (!(await parts.ensureKey())) return;
  const session = await parts.newChat();
  await session.send({ text: question, options: { json: { schema: schema.sent } } });
  await session.whenIdle();
  // What went wrong stands in the chat, which is shown.
  const answer = lastAnswer(session);
  if (answer.state === 'done') await showAnswer(answer.text, schema, parts.diagnostics);
}

async function chooseSchema(
  context: AskForJsonParts['context'],
): Promise<AnswerSchema | undefined> {
  const editor = vscode.window.activeTextEditor;
  const paste = { label: l10n.t('$(clippy) Paste a schema'), from: 'paste' } as const;
  const pick = { label: l10n.t('$(file) Choose a file of the workspace'), from: 'file' } as const;
  const open = {
    label: l10n.t('$(json) The file in the editor'),
    description: editor === undefined ? '' : vscode.workspace.asRelativePath(editor.document.uri),
    from: 'editor',
  } as const;
  const isJson = editor?.document.languageId.startsWith('json') === true;
  const chosen = await vscode.window.showQuickPick(isJson ? [open, paste, pick] : [paste, pick], {
    title: l10n.t('Plumb: Ask for JSON'),
    placeHolder: l10n.t('Where is the JSON Schema that the answer has to fit?'),
  });
  switch (chosen?.from) {
    case undefined:
      return undefined;
    case 'editor':
      return editor === undefined ? undefined : readSchema(editor.document.getText());
    case 'paste':
      return pasteSchema();
    case 'file':
      return pickSchemaFile(context);
  }
}

/** What was pasted is sent as it is, as text; a file is sent as the object that it holds. */
async function pasteSchema(): Promise<AnswerSchema | undefined> {
  const text = await vscode.window.showInputBox({
    title: l10n.t('Plumb: Ask for JSON'),
    prompt: l10n.t('A JSON Schema, or an envelope with name, schema and strict'),
    ignoreFocusOut: true,
    validateInput: value => {
      try {
        readSchema(value);
        return undefined;
      } catch (error) {
        return describeError(error);
      }
    },
  });
  if (text === undefined) return undefined;
  const schema = readSchema(text);
  return schema.notes.length === 0 ? { ...schema, sent: text } : schema;
}

async function pickSchemaFile(
  context: AskForJsonParts['context'],
): Promise<AnswerSchema | undefined> {
  const looking = new AbortController();
  const { search, paths } = context(looking.signal);
  const query = { globs: ['**/*.json'], exclude: ['**/node_modules/**'], limit: MOST_FILES };
  // Listed while the pick is open: where nobody searches the files for VS Code they are walked.
  const listed = search.findFiles(query, looking.signal).then(found => [...found.paths]);
  const picked = await vscode.window.showQuickPick(listed, {
    placeHolder: l10n.t('The file with the JSON Schema'),
  });
  looking.abort();
  if (picked === undefined) return undefined;
  const { uri } = await resolveWorkspacePath(picked, paths);
  const document = await vscode.workspace.openTextDocument(await editorUri(uri));
  return readSchema(document.getText());
}

async function showAnswer(
  text: string,
  { schema }: AnswerSchema,
  diagnostics: vscode.DiagnosticCollection,
): Promise<void> {
  const { pretty, problems } = checkAnswer(text, schema);
  const document = await vscode.workspace.openTextDocument({ language: 'json', content: pretty });
  await vscode.window.showTextDocument(document, { preview: false });
  if (problems.length === 0) {
    vscode.window.setStatusBarMessage(l10n.t('Plumb: the answer fits the schema'), 5_000);
    return;
  }
  diagnostics.set(document.uri, jsonProblems(document, problems));
  const [first] = problems;
  throw new PlumbError(
    problems.length === 1
      ? l10n.t(
          'The answer does not fit the schema: {0} {1}',
          first?.path ?? '',
          first?.message ?? '',
        )
      : l10n.t(
          'The answer does not fit the schema in {0} places; the first: {1} {2}',
          problems.length,
          first?.path ?? '',
          first?.message ?? '',
        ),
    { action: { label: l10n.t('Show Problems'), command: 'workbench.actions.view.problems' } },
  );
}

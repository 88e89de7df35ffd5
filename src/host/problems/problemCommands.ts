import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import * as z from 'zod';
import { PlumbError } from '../../base/errors.ts';
import { COMMANDS } from '../../base/ids.ts';
import type { ToolChoice } from '../../api/modelClient.ts';
import type { AskInChat } from '../askInChat.ts';
import type { RefOf } from '../attachments/chipRef.ts';
import type { Attachments } from '../attachments/createAttachments.ts';
import type { ChatPage } from '../chatPage.ts';
import type { Explain } from '../selection/explain.ts';
import { requireWorkspaceFile } from '../selection/requireEditable.ts';
import { refOfTarget, surroundings, type Target } from '../selection/target.ts';
import { problemArgument } from './problemArgument.ts';

/** A fix is made, not described. */
const FIXING: ToolChoice = { type: 'any' };

/** Lines around a problem that the model sees with it. */
const AROUND = 12;

export interface ProblemCommandsParts {
  readonly ask: AskInChat;
  readonly explain: Explain;
  readonly attachments: Pick<Attachments, 'chip'>;
  readonly page: () => Pick<ChatPage, 'tell'>;
  /** Fix, where no problem is handed over. */
  readonly fixTarget: () => Promise<void>;
}

/**
 * The light bulb and the Problems view hand a problem over; by the palette or a key it is the one at
 * the cursor.
 * @throws PlumbError (each of them) if there is none, or its file cannot go along
 */
export function createProblemCommands(parts: ProblemCommandsParts) {
  return {
    [COMMANDS.fix]: async ([argument]: readonly unknown[]) => {
      const { data: problem } = Problem.safeParse(argument);
      if (problem === undefined) return parts.fixTarget();
      const place = await placeOfProblem(problem);
      await requireWorkspaceFile(place.document);
      const about = [refOfTarget(place)];
      await parts.ask({ text: fixPrompt(problem), about, toolChoice: FIXING });
    },
    [COMMANDS.fixProblemKind]: async ([argument]: readonly unknown[]) => {
      const { uri, problemKind, message } = problemMeant(argument);
      await requireWorkspaceFile(await documentAt(uri));
      const problems: RefOf<'problems'> =
        problemKind === undefined
          ? { kind: 'problems', uri, message }
          : { kind: 'problems', uri, problemKind };
      const text = l10n.t(
        'Fix all problems of this kind in the file, each at its cause: {0}',
        problemKind ?? message,
      );
      await parts.ask({ text, about: [{ kind: 'file', uri }, problems], toolChoice: FIXING });
    },
    [COMMANDS.fixFile]: async () => {
      const shown = vscode.window.activeTextEditor?.document;
      if (shown === undefined || vscode.languages.getDiagnostics(shown.uri).length === 0) {
        throw new PlumbError(l10n.t('No problem is reported in this file.'));
      }
      await requireWorkspaceFile(shown);
      const uri = shown.uri.toString();
      const text = l10n.t('Fix all problems that are reported in this file, each at its cause.');
      const about = [{ kind: 'file', uri } as const, { kind: 'problems', uri } as const];
      await parts.ask({ text, about, toolChoice: FIXING });
    },
    [COMMANDS.explainProblem]: async ([argument]: readonly unknown[]) => {
      const problem = problemMeant(argument);
      const text = l10n.t(
        'Explain this problem: what it means, why it is reported here, and what would solve it: {0}',
        reported(problem),
      );
      await parts.explain(await placeOfProblem(problem), text);
    },
    [COMMANDS.addProblemToChat]: async ([argument]: readonly unknown[]) => {
      const { uri, message } = problemMeant(argument);
      const chip = await parts.attachments.chip({ kind: 'problems', uri, message });
      await parts.page().tell('addChips', { chips: [chip] });
    },
  };
}

/** As `ProblemArgument`, of which activation loads no more than the type. */
const Problem = z.object({
  uri: z.string(),
  startLine: z.int().min(0),
  startCharacter: z.int().min(0),
  endLine: z.int().min(0),
  endCharacter: z.int().min(0),
  message: z.string().max(20_000),
  source: z.string().optional(),
  problemKind: z.string().max(500).optional(),
});
type Problem = z.infer<typeof Problem>;

function problemMeant(argument: unknown): Problem {
  const { data } = Problem.safeParse(argument);
  const problem = data ?? problemAtCursor(vscode.window.activeTextEditor);
  if (problem === undefined) throw noProblem();
  return problem;
}

function problemAtCursor(editor: vscode.TextEditor | undefined): Problem | undefined {
  if (editor === undefined) return undefined;
  const { document, selection } = editor;
  const all = vscode.languages.getDiagnostics(document.uri);
  const found =
    all.find(({ range }) => range.contains(selection.active)) ??
    all.find(({ range }) => range.start.line === selection.active.line);
  return found === undefined ? undefined : problemArgument(document.uri, found);
}

function noProblem(): PlumbError {
  return new PlumbError(l10n.t('There is no problem at the cursor.'), {
    action: { label: l10n.t('Go to Next Problem'), command: 'editor.action.marker.next' },
  });
}

function documentAt(uri: string): Thenable<vscode.TextDocument> {
  return vscode.workspace.openTextDocument(vscode.Uri.parse(uri, true));
}

async function placeOfProblem(problem: Problem): Promise<Target> {
  const document = await documentAt(problem.uri);
  const { startLine, startCharacter, endLine, endCharacter } = problem;
  const range = new vscode.Range(startLine, startCharacter, endLine, endCharacter);
  return surroundings(document, range, AROUND);
}

function fixPrompt({ message, source }: Problem): string {
  return source === undefined
    ? l10n.t('Fix this problem: {0}', message)
    : l10n.t('Fix this problem that {0} reports: {1}', source, message);
}

function reported({ message, source }: Problem): string {
  return source === undefined ? message : `${source}: ${message}`;
}

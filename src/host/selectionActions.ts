import * as vscode from 'vscode';
import type { ToolChoice } from '../api/modelClient.ts';
import { COMMANDS } from '../base/ids.ts';

/** What can be asked of a selection. One entry is a command, a light bulb entry and a menu item. */
export interface SelectionAction {
  readonly command: string;
  /** `CodeActionKind` below its family; see codeActions.ts. */
  readonly kind: 'quickfix' | 'refactor.rewrite' | 'empty';
  title(): string;
  /** What is sent as the user's message. */
  prompt(): string;
  /** How the first answer has to go about it, where it may change files. */
  readonly toolChoice?: ToolChoice;
}

export const SELECTION_ACTIONS: readonly SelectionAction[] = [
  {
    command: COMMANDS.explain,
    kind: 'empty',
    title: () => vscode.l10n.t('Plumb: Explain'),
    prompt: () =>
      vscode.l10n.t(
        'Explain what this code does, why it is written this way, and what to watch out for.',
      ),
  },
  {
    command: COMMANDS.fix,
    kind: 'quickfix',
    // A fix is looked for and made, not described.
    toolChoice: { type: 'any' },
    title: () => vscode.l10n.t('Plumb: Fix'),
    prompt: () =>
      vscode.l10n.t(
        'Find what is wrong in this code and fix it with the smallest change that does.',
      ),
  },
  {
    command: COMMANDS.refactor,
    kind: 'refactor.rewrite',
    title: () => vscode.l10n.t('Plumb: Refactor'),
    prompt: () =>
      vscode.l10n.t(
        'Refactor this code so that it reads plainly. Its behaviour must stay the same.',
      ),
  },
  {
    command: COMMANDS.generateTests,
    kind: 'refactor.rewrite',
    title: () => vscode.l10n.t('Plumb: Generate Tests'),
    prompt: () =>
      vscode.l10n.t(
        "Write tests for this code with the project's own test framework, where its tests are, and run them.",
      ),
  },
  {
    command: COMMANDS.generateDocs,
    kind: 'refactor.rewrite',
    // All that it needs is in the selection: one edit is the whole answer.
    toolChoice: { type: 'tool', name: 'apply_patch' },
    title: () => vscode.l10n.t('Plumb: Generate Docs'),
    prompt: () =>
      vscode.l10n.t("Write documentation comments for this code in the language's own form."),
  },
];

export function fixProblemPrompt(message: string, source: string | undefined): string {
  return source === undefined
    ? vscode.l10n.t('Fix this problem: {0}', message)
    : vscode.l10n.t('Fix this problem that {0} reports: {1}', source, message);
}

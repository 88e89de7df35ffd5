import * as vscode from 'vscode';
import { COMMANDS } from '../../base/ids.ts';

/** What can be asked of a selection. One entry is a command, a light bulb entry and a menu item. */
export interface SelectionAction {
  readonly command: string;
  /** `CodeActionKind` below its family; see codeActions.ts. */
  readonly kind: 'refactor.rewrite' | 'empty';
  /** Whether it is to change the file, so that it makes no sense where that cannot be. */
  readonly edits: boolean;
  title(): string;
}

/** In the order of the light bulb. Fix is not among them: it is a quick fix of problems. */
export const SELECTION_ACTIONS: readonly SelectionAction[] = [
  {
    command: COMMANDS.editSelection,
    kind: 'refactor.rewrite',
    edits: true,
    title: () => vscode.l10n.t('Plumb: Edit with Instruction…'),
  },
  {
    command: COMMANDS.refactor,
    kind: 'refactor.rewrite',
    edits: true,
    title: () => vscode.l10n.t('Plumb: Refactor'),
  },
  {
    command: COMMANDS.generateTests,
    kind: 'refactor.rewrite',
    edits: true,
    title: () => vscode.l10n.t('Plumb: Generate Tests'),
  },
  {
    command: COMMANDS.generateDocs,
    kind: 'refactor.rewrite',
    edits: true,
    title: () => vscode.l10n.t('Plumb: Generate Docs'),
  },
  {
    command: COMMANDS.explain,
    kind: 'empty',
    edits: false,
    title: () => vscode.l10n.t('Plumb: Explain'),
  },
  {
    command: COMMANDS.askAboutSelection,
    kind: 'empty',
    edits: false,
    title: () => vscode.l10n.t('Plumb: Ask about This…'),
  },
];

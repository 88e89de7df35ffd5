import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { COMMANDS } from '../../base/ids.ts';
import type { ToolContext } from '../../tools/tool.ts';
import type { AskInChat } from '../askInChat.ts';
import type { Attachments } from '../attachments/createAttachments.ts';
import { placeOf } from '../attachments/place.ts';
import type { ChatPage } from '../chatPage.ts';
import { docsForm } from './docsForm.ts';
import { editSelection, type EditSelectionParts } from './editSelection.ts';
import type { Explain } from './explain.ts';
import { projectTests } from './forTests/projectTests.ts';
import { problemsIn } from './problemsIn.ts';
import { requireWorkspaceFile } from './requireEditable.ts';
import { refOfTarget, targetIn, type Target } from './target.ts';
import { testsPrompt } from './testsPrompt.ts';

export interface SelectionCommandsParts extends Omit<EditSelectionParts, 'attachments'> {
  readonly attachments: Pick<Attachments, 'read' | 'chip'>;
  readonly ask: AskInChat;
  readonly explain: Explain;
  readonly page: () => Pick<ChatPage, 'tell' | 'reveal'>;
  /** For reading only, with nothing granted. */
  readonly context: (signal: AbortSignal) => ToolContext;
}

/** @throws PlumbError (each of them) if no editor is open or what is meant cannot go along */
export function createSelectionCommands(parts: SelectionCommandsParts) {
  const { ask, attachments, page } = parts;
  const target = (): Promise<Target> => targetIn(vscode.window.activeTextEditor, 'file');
  /** Of what is to be changed. */
  const changeable = async (): Promise<Target> => {
    const meant = await target();
    await requireWorkspaceFile(meant.document);
    return meant;
  };

  return {
    [COMMANDS.editSelection]: () => editSelection(parts),
    [COMMANDS.explain]: async () => {
      const text = l10n.t(
        'Explain what this code does, why it is written this way, and what to watch out for.',
      );
      await parts.explain(await target(), text);
    },
    [COMMANDS.refactor]: async () => {
      const text = l10n.t(
        'Refactor this code so that it reads plainly. Its behaviour must stay the same.',
      );
      await ask({ text, about: [refOfTarget(await changeable())] });
    },
    [COMMANDS.generateTests]: async () => {
      const meant = await changeable();
      const text = testsPrompt(await testsAround(meant, parts.context));
      await ask({ text, about: [refOfTarget(meant)] });
    },
    [COMMANDS.generateDocs]: async () => {
      const meant = await changeable();
      const form = docsForm(meant.document.languageId);
      const text = [
        l10n.t("Write documentation comments for this code in the language's own form."),
        ...(form === undefined ? [] : [l10n.t('The form is {0}.', form)]),
      ].join('\n');
      // All that it needs is in the selection: one edit is the whole answer.
      const toolChoice = { type: 'tool', name: 'apply_patch' } as const;
      await ask({ text, about: [refOfTarget(meant)], toolChoice });
    },
    [COMMANDS.askAboutSelection]: async () => {
      const chip = await attachments.chip(refOfTarget(await target()));
      await page().tell('addChips', { chips: [chip] });
      await page().reveal();
    },
    fixTarget: async (): Promise<void> => {
      const meant = await changeable();
      const problems = problemsIn(meant);
      const text =
        problems === undefined
          ? l10n.t('Find what is wrong in this code and fix it with the smallest change that does.')
          : l10n.t('Fix the problems that are reported in this code.');
      await ask({
        text,
        about: [refOfTarget(meant), ...(problems === undefined ? [] : [problems])],
        // A fix is looked for and made, not described.
        toolChoice: { type: 'any' },
      });
    },
  };
}

async function testsAround(
  { document }: Target,
  context: SelectionCommandsParts['context'],
): ReturnType<typeof projectTests> {
  const reading = context(new AbortController().signal);
  const { display } = await placeOf(document.uri.toString(), reading.paths);
  return projectTests(display, document.languageId, reading);
}

import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import * as z from 'zod';
import { PlumbError } from '../../base/errors.ts';
import { COMMANDS } from '../../base/ids.ts';
import type { AskInChat } from '../askInChat.ts';
import { readRef, type ChipRef } from '../attachments/chipRef.ts';
import type { Attachments } from '../attachments/createAttachments.ts';
import { refOfTarget, surroundings } from '../selection/target.ts';
import { chosenTest, type ChosenTest } from './testArgument.ts';

/** Lines around a test's own that go along. */
const AROUND = 3;

export interface TestCommandsParts {
  readonly ask: AskInChat;
  readonly attachments: Pick<Attachments, 'ofText'>;
}

/** @throws PlumbError if no test is handed over, or its file cannot go along */
export function createTestCommands({ ask, attachments }: TestCommandsParts) {
  return {
    [COMMANDS.fixFailingTest]: async (args: readonly unknown[]) => {
      const test = chosenTest(args) ?? chosenTest(await selectedTests());
      if (test === undefined) {
        throw new PlumbError(l10n.t('Choose a test in the Test Explorer first.'), {
          action: {
            label: l10n.t('Show Tests'),
            command: 'workbench.view.testing.focus',
          },
        });
      }
      // What a test printed is no word of the person's, so it goes along beside the message.
      const failure = test.failure === undefined ? [] : [await attachments.ofText(test.failure)];
      const about = [...(await placeOfTest(test)), ...failure.map(({ ref }) => readRef(ref))];
      const text = [
        l10n.t(
          'This test fails: {0}. Find out why and fix the cause. Change the test itself only if it is what is wrong.',
          test.label,
        ),
        test.failure === undefined
          ? l10n.t('Run it to see how it fails, and again to see that it passes.')
          : l10n.t('What it failed with is attached. Run it again to see that it passes.'),
      ].join('\n');
      await ask({ text, about, toolChoice: { type: 'any' } });
    },
  };
}

/** In the Test Explorer: the palette and keys hand nothing over. */
async function selectedTests(): Promise<readonly unknown[]> {
  const selection: unknown = await vscode.commands.executeCommand('testing.getExplorerSelection');
  return Selection.safeParse(selection).data?.include ?? [];
}

const Selection = z.object({ include: z.array(z.unknown()) });

/** The test's own lines where they are known, else its file; nothing for a test that is in none. */
async function placeOfTest({ uri, range }: ChosenTest): Promise<readonly ChipRef[]> {
  if (uri === undefined) return [];
  if (range === undefined) return [{ kind: 'file', uri: uri.toString() }];
  const document = await vscode.workspace.openTextDocument(uri);
  return [refOfTarget(surroundings(document, range, AROUND))];
}

import * as l10n from '@vscode/l10n';
import { PlumbError } from '../../base/errors.ts';
import { COMMANDS } from '../../base/ids.ts';
import type { AskInChat } from '../askInChat.ts';
import { readRef, type ChipRef } from '../attachments/chipRef.ts';
import type { Attachments } from '../attachments/createAttachments.ts';
import { chosenUris } from './chosenUris.ts';

export interface FileCommandsParts {
  readonly ask: AskInChat;
  readonly attachments: Pick<Attachments, 'ofUris'>;
}

/**
 * About the files and folders that are selected in the Explorer, or the file of a tab.
 * @throws PlumbError (each of them) if nothing is chosen or something of it cannot go along
 */
export function createFileCommands({ ask, attachments }: FileCommandsParts) {
  const chosen = async (args: readonly unknown[]): Promise<readonly ChipRef[]> => {
    const { chips, problems } = await attachments.ofUris(chosenUris(args).map(String));
    // All or nothing: an answer about a part of it would look like one about all.
    if (problems.length > 0) throw new PlumbError(problems.join('\n'));
    return chips.map(({ ref }) => readRef(ref));
  };
  return {
    [COMMANDS.explainFile]: async (args: readonly unknown[]) => {
      const about = await chosen(args);
      const text =
        about.length === 1
          ? l10n.t(
              'Explain what this is for, how it works, and how the rest of the project uses it.',
            )
          : l10n.t('Explain what each of these is for, and how they work together.');
      await ask({ text, about });
    },
    [COMMANDS.reviewFile]: async (args: readonly unknown[]) => {
      const about = await chosen(args);
      const text = l10n.t(
        'Review this code. Look for bugs, security holes, races, missing error handling and missing tests, in this order. Say for each finding where it is, what goes wrong and how to solve it, the gravest first. Change nothing.',
      );
      await ask({ text, about });
    },
  };
}

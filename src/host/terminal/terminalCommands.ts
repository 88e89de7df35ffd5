import * as l10n from '@vscode/l10n';
import type * as vscode from 'vscode';
import { PlumbError } from '../../base/errors.ts';
import { COMMANDS } from '../../base/ids.ts';
import type { AskInChat } from '../askInChat.ts';
import type { RefOf } from '../attachments/chipRef.ts';
import type { Attachments } from '../attachments/createAttachments.ts';
import type { TerminalWatch } from '../attachments/terminalWatch.ts';
import type { ChatPage } from '../chatPage.ts';
import { visibleCommand } from '../shell/terminalText.ts';
import { chosenTerminal, isOfExtension } from './chosenTerminal.ts';

export interface TerminalCommandsParts {
  readonly terminals: TerminalWatch;
  readonly ask: AskInChat;
  readonly attachments: Pick<Attachments, 'chip'>;
  readonly page: () => Pick<ChatPage, 'tell'>;
}

/**
 * About the last command of the terminal that was clicked, else of the one in front, else of any.
 * @throws PlumbError (each of them) saying why, if its output is not known
 */
export function createTerminalCommands(parts: TerminalCommandsParts) {
  const { terminals, ask } = parts;
  const last = (args: readonly unknown[]) => {
    const terminal = chosenTerminal(args);
    const seen = terminal === undefined ? terminals.last() : terminals.lastOf(terminal);
    if (seen !== undefined) return seen;
    throw whyUnseen(terminal);
  };
  const refOf = (id: string): RefOf<'terminal'> => ({ kind: 'terminal', run: id });

  return {
    [COMMANDS.explainLastCommand]: async (args: readonly unknown[]) => {
      const { id, command, exitCode } = last(args);
      const name = visibleCommand(command);
      const text =
        exitCode === undefined || exitCode === 0
          ? l10n.t('Explain what this command printed: {0}', name)
          : l10n.t('Explain why this command failed, and what would solve it: {0}', name);
      await ask({ text, about: [refOf(id)] });
    },
    [COMMANDS.fixLastCommand]: async (args: readonly unknown[]) => {
      const { id, command } = last(args);
      const text = l10n.t(
        'This command failed. Find out why, fix the cause in the workspace, and run it again to see that it works: {0}',
        visibleCommand(command),
      );
      await ask({ text, about: [refOf(id)], toolChoice: { type: 'any' } });
    },
    [COMMANDS.addTerminalToChat]: async (args: readonly unknown[]) => {
      const chip = await parts.attachments.chip(refOf(last(args).id));
      await parts.page().tell('addChips', { chips: [chip] });
    },
  };
}

function whyUnseen(terminal: vscode.Terminal | undefined): PlumbError {
  if (terminal === undefined || terminal.shellIntegration !== undefined) {
    return new PlumbError(
      l10n.t('Plumb has seen no command in this terminal yet. Run it again, then ask.'),
    );
  }
  if (isOfExtension(terminal)) {
    return new PlumbError(
      l10n.t(
        'An extension writes this terminal, so VS Code does not tell what was run in it. Copy its text into the chat.',
      ),
    );
  }
  return new PlumbError(
    l10n.t(
      'This terminal has no shell integration, so VS Code does not tell what was run in it. Copy its text into the chat, or see how to switch it on.',
    ),
    {
      action: {
        label: l10n.t('Open Settings'),
        command: 'workbench.action.openSettings',
        args: ['terminal.integrated.shellIntegration.enabled'],
      },
    },
  );
}

import * as l10n from '@vscode/l10n';
import { PlumbError } from '../../base/errors.ts';
import { visibleCommand } from '../shell/terminalText.ts';
import type { RefOf } from './chipRef.ts';
import { attachmentOf, type ReadChip, type Reading } from './reading.ts';

const LONGEST_LABEL = 40;

/** A command that the user ran in a terminal, with what it printed. */
export async function readTerminalChip(
  ref: RefOf<'terminal'>,
  { terminals }: Pick<Reading, 'terminals'>,
): Promise<ReadChip> {
  const seen = ref.run === undefined ? terminals.last() : terminals.find(ref.run);
  if (seen === undefined) {
    throw new PlumbError(
      ref.run === undefined
        ? l10n.t(
            "Plumb has seen no command in a terminal yet. It sees those that run after it was loaded, in shells with VS Code's shell integration. Or select the text and paste it.",
          )
        : l10n.t('The output of this command is no longer known. Run it again and attach it anew.'),
    );
  }
  await seen.whole();
  const end = seen.isRunning
    ? '[It is still running.]'
    : seen.exitCode === undefined
      ? '[It ended; its exit code is not known.]'
      : `[It ended with exit code ${seen.exitCode}.]`;
  const printed =
    seen.isRunning || seen.isHeard()
      ? seen.output().trimEnd()
      : '[The editor did not tell what it printed. Run it again to see that.]';
  const command = visibleCommand(seen.command).replaceAll('\r\n', '\n');
  const label = cut(command.split('\n', 1)[0] ?? '') || l10n.t('Terminal');
  return {
    ref: { kind: 'terminal', run: seen.id },
    label,
    detail: `${seen.name}: ${command}`,
    attachment: attachmentOf(
      l10n.t('Terminal: {0}', label),
      [`$ ${command}`, printed, end].join('\n'),
      { origin: 'output' },
    ),
  };
}

/** A long text that was pasted. What a clipboard brings can be from anywhere. */
export async function readTextChip(ref: RefOf<'text'>, { texts }: Reading): Promise<ReadChip> {
  const text = await texts.read(ref.id);
  const lines = text.split('\n').length;
  const label = l10n.t('Pasted text, {0} lines', lines);
  return {
    ref,
    label,
    detail: cut(text.trim().split('\n', 1)[0] ?? ''),
    attachment: attachmentOf(label, text, { origin: 'outside' }),
  };
}

function cut(text: string): string {
  const characters = Array.from(text.trim());
  return characters.length <= LONGEST_LABEL
    ? characters.join('')
    : `${characters.slice(0, LONGEST_LABEL - 1).join('')}…`;
}

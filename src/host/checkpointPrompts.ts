import * as vscode from 'vscode';
import * as l10n from '@vscode/l10n';
import type { Logger } from '../base/logger.ts';
import type { CheckpointDiff } from './checkpointDiff.ts';
import type { CheckpointPlan } from './checkpointPlan.ts';
import type { CheckpointPrompts } from './checkpoints.ts';
import { showingErrors } from './showError.ts';

/** Names that are listed before the rest is counted. */
const MOST_NAMES = 5;

type Choice<T> = vscode.QuickPickItem & { readonly choice: T };

/** The questions of going back, in VS Code's own pickers and messages. */
export function createCheckpointPrompts(diff: CheckpointDiff, logger: Logger): CheckpointPrompts {
  return {
    mayStop: async () => {
      const stop = l10n.t('Stop and Go On');
      const answer = await vscode.window.showWarningMessage(
        l10n.t('The chat is at work. It has to stop before it can be restored.'),
        { modal: true },
        stop,
      );
      return answer === stop;
    },
    chooseMessage: async messages => {
      const items = messages.map(({ message, files }) => ({
        message,
        label: message.text.trim().split('\n')[0] ?? '',
        description: new Date(message.at).toLocaleString(vscode.env.language),
        detail:
          files === 0
            ? l10n.t('No files changed since')
            : l10n.t('Files changed since: {0}', files),
      }));
      const picked = await vscode.window.showQuickPick(items, {
        title: l10n.t('Plumb: Restore Checkpoint'),
        placeHolder:
          items.length === 0
            ? l10n.t('This chat has no messages yet')
            : l10n.t('Go back to before which message?'),
      });
      return picked?.message;
    },
    chooseWhat: async (plan, messages) => {
      const picked = await vscode.window.showQuickPick(whatItems(plan, messages), {
        title: l10n.t('Plumb: Restore Checkpoint'),
        placeHolder: l10n.t('What is to be as it was before this message?'),
        ignoreFocusOut: true,
      });
      return picked?.choice;
    },
    chooseWithFiles: async plan => {
      const [both, chat] = resendItems(plan);
      const picked = await vscode.window.showQuickPick([both, chat], {
        title: l10n.t('Send this message anew'),
        placeHolder: l10n.t('Files were changed since. Are they to go back too?'),
        ignoreFocusOut: true,
      });
      return picked?.choice;
    },
    chooseText: async file => {
      for (;;) {
        const picked = await vscode.window.showQuickPick(textItems(file.merged !== undefined), {
          title: l10n.t('{0} was changed since, not by the agent alone', file.display),
          placeHolder: l10n.t('What is to become of it?'),
          ignoreFocusOut: true,
        });
        if (picked?.choice !== 'difference') return picked?.choice;
        await diff.show(file);
      }
    },
    tellRestored: (count, left, undo) => {
      void showingErrors(logger, async () => {
        const message = restoredWords(count, left);
        const label = l10n.t('Undo');
        const actions = count === 0 ? [] : [label];
        const picked =
          left.length === 0
            ? await vscode.window.showInformationMessage(message, ...actions)
            : await vscode.window.showWarningMessage(message, ...actions);
        if (picked === label) await undo();
      });
    },
  };
}

function whatItems(
  { restored, changed, blocked, lost }: CheckpointPlan,
  messages: number | undefined,
): readonly Choice<'files' | 'chat' | 'both'>[] {
  const names = [...restored, ...changed].map(({ display }) => display);
  const files = filesOf({ restored, changed, blocked, lost });
  const chat = l10n.t('Messages of yours that leave the chat: {0}', messages ?? 0);
  const hasFiles = names.length > 0;
  const hasChat = messages !== undefined;
  return [
    ...(hasFiles
      ? [{ choice: 'files', label: l10n.t('Restore files'), detail: files } as const]
      : []),
    ...(hasChat
      ? [
          {
            choice: 'chat',
            label: l10n.t('Restore chat'),
            detail: hasFiles || files === '' ? chat : `${chat} · ${files}`,
          } as const,
        ]
      : []),
    ...(hasFiles && hasChat
      ? [{ choice: 'both', label: l10n.t('Restore both'), detail: `${chat} · ${files}` } as const]
      : []),
  ];
}

function resendItems(
  plan: CheckpointPlan,
): readonly [Choice<'both' | 'chat'>, Choice<'both' | 'chat'>] {
  return [
    { choice: 'both', label: l10n.t('Files and chat'), detail: filesOf(plan) },
    { choice: 'chat', label: l10n.t('Chat only'), detail: l10n.t('The files stay as they are') },
  ];
}

function filesOf({ restored, changed, blocked, lost }: CheckpointPlan): string {
  const names = [...restored, ...changed].map(({ display }) => display);
  const left = [...blocked, ...lost];
  return [
    ...(names.length === 0 ? [] : [l10n.t('Files: {0}', listed(names))]),
    ...(left.length === 0 ? [] : [l10n.t('Cannot be restored: {0}', listed(left))]),
  ].join(' · ');
}

function textItems(
  hasMerge: boolean,
): readonly Choice<'mine' | 'checkpoint' | 'merged' | 'difference'>[] {
  return [
    { choice: 'mine', label: l10n.t('Keep mine'), detail: l10n.t('The file stays as it is') },
    {
      choice: 'checkpoint',
      label: l10n.t('Take the checkpoint’s'),
      detail: l10n.t('What was changed since is lost, but for Undo'),
    },
    ...(hasMerge
      ? [
          {
            choice: 'merged',
            label: l10n.t('Merge'),
            detail: l10n.t('The checkpoint’s, with your changes laid over it'),
          } as const,
        ]
      : []),
    { choice: 'difference', label: l10n.t('Show the difference') },
  ];
}

function restoredWords(count: number, left: readonly string[]): string {
  const restored =
    count === 0
      ? l10n.t('No files were restored.')
      : count === 1
        ? l10n.t('Restored 1 file.')
        : l10n.t('Restored {0} files.', count);
  if (left.length === 0) return restored;
  return `${restored} ${l10n.t('These could not be restored and are as they were: {0}.', listed(left))}`;
}

function listed(names: readonly string[]): string {
  const shown = names.slice(0, MOST_NAMES).join(', ');
  const more = names.length - MOST_NAMES;
  return more > 0 ? l10n.t('{0} and {1} more', shown, more) : shown;
}

import * as l10n from '@vscode/l10n';
import type * as vscode from 'vscode';
import type { Disposable } from '../../base/disposable.ts';
import { COMMANDS } from '../../base/ids.ts';
import type { ChatEvent, LiveEvent } from '../../chat/events.ts';
import type { Session } from '../../chat/session.ts';

/**
 * Shows a chat's turn in VS Code's chat as it happens: its text as markdown that nothing trusts, its
 * calls as progress, and a button to our own chat where a person has to decide, because only there
 * is shown what exactly would be done.
 */
export function streamTurn(
  session: Pick<Session, 'id' | 'onEvent'>,
  stream: Pick<vscode.ChatResponseStream, 'markdown' | 'progress' | 'button'>,
): Disposable {
  let hasText = false;
  const show = (event: ChatEvent | LiveEvent): void => {
    if (event.type === 'text') {
      hasText = true;
      stream.markdown(event.text);
    } else if (event.type === 'requestSent') {
      // What comes next is another answer, not a word of the last one.
      if (hasText) stream.markdown('\n\n');
      hasText = false;
    } else if (event.type === 'toolStarted') {
      stream.progress(event.title);
    } else if (event.type === 'toolProposed' && event.asks) {
      stream.progress(l10n.t('Waiting for your decision'));
      stream.button({
        title: l10n.t('Decide in Plumb'),
        command: COMMANDS.openChat,
        arguments: [session.id],
      });
    }
  };
  return session.onEvent(show);
}

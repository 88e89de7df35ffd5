import * as vscode from 'vscode';
import type { ChatEvent, LiveEvent } from '../chat/events.ts';
import type { OutgoingMessage, Session } from '../chat/session.ts';

/** How a turn is shown whose chat is not. */
export interface AsideProgress {
  /** What is under way, for people, shown with a way to end it. */
  readonly title: string;
  /** Where that is shown: a notification, or quietly in the view that asked. */
  readonly location?:
    vscode.ProgressLocation.Notification | { readonly viewId: string } | undefined;
  /** Ends it as well, where the progress has no button for that: that of a view has none. */
  readonly signal?: AbortSignal | undefined;
}

/**
 * Has a message answered in a chat that is not shown; resolves once its turn has ended.
 * @param onEvent may say in the progress what is being done
 * @throws PlumbError if the message is not taken
 */
export async function turnAside(
  session: Session,
  message: OutgoingMessage,
  { title, location = vscode.ProgressLocation.Notification, signal }: AsideProgress,
  onEvent?: (event: ChatEvent | LiveEvent, report: (words: string) => void) => void,
): Promise<void> {
  await vscode.window.withProgress(
    { location, title, cancellable: true },
    async (progress, token) => {
      const stop = (): void => {
        session.stop();
      };
      token.onCancellationRequested(stop);
      signal?.addEventListener('abort', stop, { once: true });
      const watching = session.onEvent(event => {
        onEvent?.(event, words => {
          progress.report({ message: words });
        });
      });
      try {
        await session.send(message);
        if (signal?.aborted === true) stop();
        await session.whenIdle();
      } finally {
        watching.dispose();
        signal?.removeEventListener('abort', stop);
      }
    },
  );
}

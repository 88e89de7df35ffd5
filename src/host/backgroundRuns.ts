import * as vscode from 'vscode';
import * as l10n from '@vscode/l10n';
import { DisposableStore, type Disposable } from '../base/disposable.ts';
import { describeError } from '../base/errors.ts';
import type { Logger } from '../base/logger.ts';
import type { Session } from '../chat/session.ts';
import type { Sessions } from '../chat/sessions.ts';
import { offerChat } from './offerChat.ts';

const STATE_KEY = 'plumb.backgroundRuns';

/** Chats whose answers are made while nobody looks, and which outlive the window. */
export interface BackgroundRuns extends Disposable {
  /** Sends the message in a new chat of its own that is not shown. */
  start(text: string): Promise<void>;
  /** Goes on with those that were under way when the window went away. */
  takeUp(): Promise<void>;
  /** Lets a person pick one; resolves with its id, or undefined. */
  pick(): Promise<string | undefined>;
}

export function createBackgroundRuns(parts: {
  readonly sessions: Sessions;
  /** Remembers the ids across a reload. */
  readonly state: vscode.Memento;
  readonly openChat: (id: string) => Promise<void>;
  readonly logger: Logger;
}): BackgroundRuns {
  const { sessions, state, openChat, logger } = parts;
  const store = new DisposableStore();
  const watched = new Map<string, Session>();

  const ids = (): string[] => {
    const stored = state.get<unknown>(STATE_KEY);
    return Array.isArray(stored) ? stored.filter(item => typeof item === 'string') : [];
  };
  const remember = (next: readonly string[]): void => {
    void state.update(STATE_KEY, next);
  };
  const tell = (session: Session, words: string): Promise<void> =>
    offerChat(session, words, openChat);
  const watch = (session: Session): void => {
    if (watched.has(session.id)) return;
    watched.set(session.id, session);
    store.add(
      session.onEvent(event => {
        if (event.type === 'toolProposed' && event.asks) {
          void tell(session, l10n.t('“{0}” needs your decision.', session.title));
        }
        if (event.type !== 'turnEnded') return;
        remember(ids().filter(id => id !== session.id));
        const message =
          event.reason === 'done'
            ? l10n.t('“{0}” is done.', session.title)
            : l10n.t('“{0}” has stopped before its end.', session.title);
        void tell(session, message);
      }),
    );
  };

  return {
    start: async text => {
      const session = sessions.create();
      watch(session);
      await session.send({ text, options: { delivery: 'async' } });
      remember([...ids().filter(id => id !== session.id), session.id]);
    },
    takeUp: async () => {
      for (const id of ids()) {
        try {
          const session = await sessions.open(id);
          watch(session);
          await session.takeUp();
          if (session.state === 'idle') remember(ids().filter(other => other !== id));
        } catch (error) {
          logger.warn(`A background chat could not be taken up: ${describeError(error)}`);
        }
      }
    },
    pick: async () => {
      const items = [...watched.values()].reverse().map(session => ({
        id: session.id,
        label: session.title,
        description: session.state === 'idle' ? l10n.t('ended') : l10n.t('working'),
      }));
      const picked = await vscode.window.showQuickPick(items, {
        title: l10n.t('Plumb: Background Runs'),
        placeHolder:
          items.length === 0
            ? l10n.t('Nothing was run in the background yet')
            : l10n.t('Open the chat of a background run'),
      });
      return picked?.id;
    },
    dispose: () => {
      store.dispose();
    },
  };
}

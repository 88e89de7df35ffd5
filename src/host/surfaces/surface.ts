import { DisposableStore, type Disposable } from '../../base/disposable.ts';
import type { Logger } from '../../base/logger.ts';
import type { Session } from '../../chat/session.ts';
import type { Sessions } from '../../chat/sessions.ts';
import type { HostHandlers } from '../../protocol/rpc.ts';
import { createChatController, type ChatController, type Surroundings } from '../chatController.ts';
import type { ChatPage } from '../chatPage.ts';
import { failedForKey } from '../failedForKey.ts';
import { openInSteps } from '../openInSteps.ts';
import { showingErrors } from '../showError.ts';

/**
 * A place where a person chats: the view of a sidebar, or an editor tab. Each shows one chat, and
 * several may show the same one; a chat that runs goes on when no surface shows it.
 */
export interface Surface extends Disposable {
  readonly controller: ChatController;
  readonly page: ChatPage;
  show(session: Session): void;
  openChat(id: string): Promise<void>;
  newChat(): void;
  /** Ends what runs in the chat that is shown, commands in the background too. */
  stop(): void;
  /** The settings, the key or the trust of the workspace changed. */
  refresh(): void;
  /** Asks for the key; a turn that failed for want of a good one is taken up again. */
  enterKey(): Promise<boolean>;
  /** True if there is a key, asked for if need be. */
  ensureKey(): Promise<boolean>;
  /** Takes something that is disposed with the surface. */
  keep<Part extends Disposable>(part: Part): Part;
}

/** What all surfaces of a window share. */
export interface SurfaceParts {
  readonly sessions: Sessions;
  readonly surroundingsOf: (session: Session) => Promise<Surroundings>;
  readonly currentKey: () => Promise<string | undefined>;
  readonly askForKey: () => Promise<boolean>;
  readonly logger: Logger;
}

export async function createSurface(
  parts: SurfaceParts,
  own: {
    readonly first: Session;
    readonly createPage: (handlers: HostHandlers) => ChatPage;
    readonly handlers: (surface: Surface) => HostHandlers;
    /** Another chat is shown, or its first turn has begun. */
    readonly onShow: (session: Session) => void;
  },
): Promise<Surface> {
  const { sessions, logger } = parts;
  const store = new DisposableStore();
  const controller = store.add(
    createChatController(own.first, await parts.surroundingsOf(own.first)),
  );

  const refresh = (): void => {
    void parts.surroundingsOf(controller.session).then(surroundings => {
      controller.setSurroundings(surroundings);
    });
  };
  const show = (session: Session): void => {
    controller.show(session);
    refresh();
    own.onShow(session);
  };
  /** VS Code takes the keyboard to the editor when an input closes; whoever chats wants it back. */
  const thenBackToChat = async (ask: () => Promise<boolean>): Promise<boolean> => {
    try {
      return await ask();
    } finally {
      await page.reveal();
    }
  };
  /** After a key was refused: the message is in the chat, so a good key is all that is missing. */
  const askAndRetry = async (): Promise<boolean> => {
    // Another chat may be shown by the time the key is there.
    const { session } = controller;
    const kept = await parts.askForKey();
    if (kept && failedForKey(session)) await session.retry();
    return kept;
  };

  const surface: Surface = {
    controller,
    get page() {
      return page;
    },
    show,
    openChat: async id => {
      const session = await openInSteps(id, sessions, controller, show);
      // A background answer that another window began and did not live to see.
      if (session.state === 'idle') await session.takeUp();
    },
    newChat: () => {
      show(sessions.create());
    },
    stop: () => {
      controller.stop();
    },
    refresh,
    enterKey: () => thenBackToChat(askAndRetry),
    ensureKey: async () =>
      (await parts.currentKey()) !== undefined || (await thenBackToChat(parts.askForKey)),
    keep: part => store.add(part),
    dispose: () => {
      store.dispose();
    },
  };
  const page: ChatPage = store.add(own.createPage(own.handlers(surface)));

  store.add(
    controller.onPatches(message => {
      page.send('patches', message);
    }),
  );
  store.add(
    controller.onRunChange(run => {
      if (run.state !== 'idle') own.onShow(controller.session);
    }),
  );
  store.add(
    controller.onTurnEnd(() => {
      refresh();
      if (!failedForKey(controller.session)) return;
      void showingErrors(logger, async () => {
        await thenBackToChat(askAndRetry);
      });
    }),
  );
  return surface;
}

import * as vscode from 'vscode';
import * as z from 'zod';
import type { Disposable } from '../../base/disposable.ts';
import { CHAT_EDITOR } from '../../base/ids.ts';
import type { Logger } from '../../base/logger.ts';
import type { Session } from '../../chat/session.ts';
import type { Sessions } from '../../chat/sessions.ts';
import { describeError } from '../../base/errors.ts';
import type { PagePlace } from '../chatPage.ts';
import type { Surface } from './surface.ts';
import type { Surfaces } from './surfaces.ts';

/** What the page of a tab remembers of it; VS Code hands it back after a reload. */
const TabState = z.object({ chatId: z.string() });

/** Chats in editor tabs, each a surface of its own. */
export interface EditorTabs {
  /** Shows a chat in a tab beside the editor that is in use. */
  open(session: Session): Promise<void>;
  /** Fills a tab that was there before the window was reloaded. */
  restore(panel: vscode.WebviewPanel, state: unknown): Promise<void>;
}

export function createEditorTabs(parts: {
  readonly extensionUri: vscode.Uri;
  readonly sessions: Sessions;
  readonly surfaces: Surfaces;
  readonly createSurface: (session: Session, focus: () => Promise<void>) => Promise<Surface>;
  readonly logger: Logger;
}): EditorTabs {
  const { extensionUri, sessions, surfaces, createSurface, logger } = parts;

  const fill = async (panel: vscode.WebviewPanel, session: Session): Promise<Surface> => {
    const icon = (file: string): vscode.Uri => vscode.Uri.joinPath(extensionUri, 'media', file);
    panel.iconPath = { light: icon('icon-on-light.svg'), dark: icon('icon.svg') };
    const surface = await createSurface(session, () => {
      panel.reveal();
      return Promise.resolve();
    });
    const removal = surfaces.add(surface);
    const title = nameAfterChat(panel, surface);
    panel.onDidChangeViewState(() => {
      if (panel.active) surfaces.activate(surface);
    });
    panel.onDidDispose(() => {
      title.dispose();
      removal.dispose();
    });
    surface.page.show(placeOf(panel));
    if (panel.active) surfaces.activate(surface);
    return surface;
  };

  return {
    open: async session => {
      const panel = vscode.window.createWebviewPanel(
        CHAT_EDITOR,
        'Plumb',
        vscode.ViewColumn.Active,
        { enableScripts: true },
      );
      const surface = await fill(panel, session);
      await surface.page.reveal();
    },
    restore: async (panel, state) => {
      await fill(panel, await chatOf(state, sessions, logger));
    },
  };
}

/** The chat that the tab showed; a new one if there is none to read. */
async function chatOf(state: unknown, sessions: Sessions, logger: Logger): Promise<Session> {
  const known = TabState.safeParse(state);
  if (!known.success) return sessions.create();
  try {
    return await sessions.open(known.data.chatId);
  } catch (error) {
    logger.warn(`The chat of a tab is not there: ${describeError(error)}`);
    return sessions.create();
  }
}

function nameAfterChat(panel: vscode.WebviewPanel, { controller }: Surface): Disposable {
  const { title } = controller.session;
  if (title !== '') panel.title = title;
  return controller.onPatches(({ patches }) => {
    for (const patch of patches) {
      if (patch.op !== 'status' && patch.op !== 'chat') continue;
      if (patch.status.title !== undefined) panel.title = patch.status.title;
    }
  });
}

function placeOf(panel: vscode.WebviewPanel): PagePlace {
  return {
    webview: panel.webview,
    get visible() {
      return panel.visible;
    },
    onDidChangeVisibility: panel.onDidChangeViewState,
    onDidDispose: panel.onDidDispose,
  };
}

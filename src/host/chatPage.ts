import * as vscode from 'vscode';
import type { Disposable } from '../base/disposable.ts';
import { Emitter } from '../base/emitter.ts';
import type { Logger } from '../base/logger.ts';
import type { EventBody, EventName } from '../protocol/messages.ts';
import { createHostRpc, type HostHandlers, type HostRpc } from '../protocol/rpc.ts';
import { webviewHtml } from './webviewHtml.ts';

/** Where a page stands: a view of a sidebar, or an editor tab. */
export interface PagePlace {
  readonly webview: vscode.Webview;
  readonly visible: boolean;
  readonly onDidChangeVisibility: vscode.Event<unknown>;
  readonly onDidDispose: vscode.Event<unknown>;
}

/**
 * The page of a chat. VS Code drops it when it is hidden and asks for it anew when it is shown; the
 * page then asks for the whole state, so nothing is kept alive for it.
 */
export interface ChatPage extends Disposable {
  /** Fills a place with the page; what it was in before is gone by then. */
  show(place: PagePlace): void;
  readonly isVisible: boolean;
  /** Reaches the page if there is one; it asks for the whole state whenever it loads. */
  send<Name extends EventName>(name: Name, body: EventBody<Name>): void;
  /** Brings the page to the front with the keyboard in the composer. */
  reveal(text?: string): Promise<void>;
  /** Brings the page to the front and then tells it something that is told once. */
  tell<Name extends EventName>(name: Name, body: EventBody<Name>): Promise<void>;
}

export function createChatPage(options: {
  readonly extensionUri: vscode.Uri;
  readonly handlers: HostHandlers;
  /** Brings the place to the front; one that is not there yet is made and then shown. */
  readonly focus: () => Promise<void>;
  readonly logger: Logger;
}): ChatPage {
  const { extensionUri, handlers, focus, logger } = options;
  let current: { readonly rpc: HostRpc; readonly place: PagePlace } | undefined;

  /** What the page should be told as soon as it is drawn. */
  const waiting: ((rpc: HostRpc) => void)[] = [];
  let isDrawn = false;

  const show = (place: PagePlace): void => {
    place.webview.options = {
      enableScripts: true,
      localResourceRoots: [vscode.Uri.joinPath(extensionUri, 'dist', 'panel')],
    };
    const received = new Emitter<unknown>();
    const rpc = createHostRpc(
      {
        post: message => {
          void place.webview.postMessage(message);
        },
        onMessage: received.event,
      },
      {
        ...handlers,
        drawn: params => {
          isDrawn = true;
          for (const send of waiting.splice(0)) send(rpc);
          return handlers.drawn(params);
        },
      },
      logger,
    );
    const subscription = place.webview.onDidReceiveMessage((message: unknown) => {
      received.fire(message);
    });
    current = { rpc, place };
    // Hidden, the page is dropped; shown again it is a new one.
    const visibility = place.onDidChangeVisibility(() => {
      if (!place.visible) isDrawn = false;
    });
    place.onDidDispose(() => {
      isDrawn = false;
      visibility.dispose();
      subscription.dispose();
      received.dispose();
      rpc.dispose();
      if (current?.place === place) current = undefined;
    });
    place.webview.html = webviewHtml(place.webview, extensionUri, vscode.l10n.bundle);
  };

  const isShown = (): boolean => isDrawn && current?.place.visible === true;
  const tell: ChatPage['tell'] = async (name, body) => {
    const wasShown = isShown();
    if (!wasShown) waiting.push(rpc => rpc.send(name, body));
    await focus();
    if (wasShown) current?.rpc.send(name, body);
  };

  return {
    show,
    get isVisible() {
      return current?.place.visible ?? false;
    },
    send: (name, body) => {
      current?.rpc.send(name, body);
    },
    reveal: text => tell('focusComposer', text === undefined ? {} : { text }),
    tell,
    dispose: () => {
      current?.rpc.dispose();
    },
  };
}

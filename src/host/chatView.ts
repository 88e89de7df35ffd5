import * as vscode from 'vscode';
import type { Disposable } from '../base/disposable.ts';
import { Emitter } from '../base/emitter.ts';
import { CHAT_VIEW } from '../base/ids.ts';
import type { Logger } from '../base/logger.ts';
import type { EventBody, EventName } from '../protocol/messages.ts';
import { createHostRpc, type HostHandlers, type HostRpc } from '../protocol/rpc.ts';
import { webviewHtml } from './webviewHtml.ts';

/**
 * The panel's place in the sidebar. VS Code drops the page when it is hidden and asks for it anew
 * when it is shown; the page then asks for the whole state, so nothing is kept alive for it.
 */
export interface ChatView extends Disposable {
  resolve(view: vscode.WebviewView): void;
  /** Reaches the panel if there is one; the panel asks for the whole state whenever it loads. */
  send<Name extends EventName>(name: Name, body: EventBody<Name>): void;
  /** Brings the view to the front with the keyboard in the composer. */
  reveal(text?: string): Promise<void>;
  /** Brings the view to the front and then tells it something that is told once. */
  tell<Name extends EventName>(name: Name, body: EventBody<Name>): Promise<void>;
}

export function createChatView(options: {
  readonly extensionUri: vscode.Uri;
  readonly handlers: HostHandlers;
  readonly logger: Logger;
}): ChatView {
  const { extensionUri, handlers, logger } = options;
  let current: { readonly rpc: HostRpc; readonly view: vscode.WebviewView } | undefined;

  /** What the panel should be told as soon as it is drawn. */
  const waiting: ((rpc: HostRpc) => void)[] = [];
  let isDrawn = false;

  const resolve = (view: vscode.WebviewView): void => {
    view.webview.options = {
      enableScripts: true,
      localResourceRoots: [vscode.Uri.joinPath(extensionUri, 'dist', 'panel')],
    };
    const received = new Emitter<unknown>();
    const rpc = createHostRpc(
      {
        post: message => {
          void view.webview.postMessage(message);
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
    const subscription = view.webview.onDidReceiveMessage((message: unknown) => {
      received.fire(message);
    });
    current = { rpc, view };
    // Hidden, the page is dropped; shown again it is a new one.
    const visibility = view.onDidChangeVisibility(() => {
      if (!view.visible) isDrawn = false;
    });
    view.onDidDispose(() => {
      isDrawn = false;
      visibility.dispose();
      subscription.dispose();
      received.dispose();
      rpc.dispose();
      if (current?.view === view) current = undefined;
    });
    view.webview.html = webviewHtml(view.webview, extensionUri, vscode.l10n.bundle);
  };

  const tell: ChatView['tell'] = async (name, body) => {
    const isShown = isDrawn && current?.view.visible === true;
    if (!isShown) waiting.push(rpc => rpc.send(name, body));
    await vscode.commands.executeCommand(`${CHAT_VIEW}.focus`);
    if (isShown) current?.rpc.send(name, body);
  };

  return {
    resolve,
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

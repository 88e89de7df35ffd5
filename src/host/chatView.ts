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
}

export function createChatView(options: {
  readonly extensionUri: vscode.Uri;
  readonly handlers: HostHandlers;
  readonly logger: Logger;
}): ChatView {
  const { extensionUri, handlers, logger } = options;
  let current: { readonly rpc: HostRpc; readonly view: vscode.WebviewView } | undefined;

  /** What the panel should do as soon as it has loaded. */
  let pendingFocus: EventBody<'focusComposer'> | undefined;

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
        ready: async params => {
          const state = await handlers.ready(params);
          const focus = pendingFocus;
          pendingFocus = undefined;
          // After the answer to this request: there is no composer before the state is drawn.
          if (focus !== undefined) setTimeout(() => rpc.send('focusComposer', focus), 0);
          return state;
        },
      },
      logger,
    );
    const subscription = view.webview.onDidReceiveMessage((message: unknown) => {
      received.fire(message);
    });
    current = { rpc, view };
    view.onDidDispose(() => {
      subscription.dispose();
      received.dispose();
      rpc.dispose();
      if (current?.view === view) current = undefined;
    });
    view.webview.html = webviewHtml(view.webview, extensionUri, vscode.l10n.bundle);
  };

  return {
    resolve,
    send: (name, body) => {
      current?.rpc.send(name, body);
    },
    reveal: async text => {
      const body = text === undefined ? {} : { text };
      const isLoaded = current?.view.visible === true;
      if (!isLoaded) pendingFocus = body;
      await vscode.commands.executeCommand(`${CHAT_VIEW}.focus`);
      if (isLoaded) current?.rpc.send('focusComposer', body);
    },
    dispose: () => {
      current?.rpc.dispose();
    },
  };
}

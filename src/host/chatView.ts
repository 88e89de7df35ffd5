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

  /** What the panel should be told as soon as it has loaded. */
  let waiting: ((rpc: HostRpc) => void)[] = [];

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
          const due = waiting;
          waiting = [];
          // After the answer to this request: there is no composer before the state is drawn.
          if (due.length > 0) {
            setTimeout(() => {
              for (const send of due) send(rpc);
            }, 0);
          }
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

  const tell: ChatView['tell'] = async (name, body) => {
    const isLoaded = current?.view.visible === true;
    if (!isLoaded) waiting.push(rpc => rpc.send(name, body));
    await vscode.commands.executeCommand(`${CHAT_VIEW}.focus`);
    if (isLoaded) current?.rpc.send(name, body);
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

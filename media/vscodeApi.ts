import { toDisposable } from '../src/base/disposable.ts';
import type { Port } from '../src/protocol/rpc.ts';

/** What VS Code gives to a webview's page; it may be asked for once only. */
export interface VsCodeApi {
  postMessage(message: unknown): void;
  /** What `setState` was last given, by this page or the one before a reload. */
  getState(): unknown;
  setState(state: unknown): void;
}

declare global {
  function acquireVsCodeApi(): VsCodeApi;
}

export function vsCodePort(api: VsCodeApi): Port {
  return {
    post: message => {
      api.postMessage(message);
    },
    onMessage: listener => {
      const receive = (event: MessageEvent<unknown>): void => {
        // VS Code delivers from the frame around the page, which is of its origin; a frame within
        // the page, or a window that was opened, is neither (S22).
        const isAround = event.source === window.parent || event.source === window;
        if (isAround && event.origin === window.origin) listener(event.data);
      };
      window.addEventListener('message', receive);
      return toDisposable(() => window.removeEventListener('message', receive));
    },
  };
}

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
        // VS Code delivers from the page's own origin; a nested frame is another one (S22).
        if (event.origin === window.origin) listener(event.data);
      };
      window.addEventListener('message', receive);
      return toDisposable(() => window.removeEventListener('message', receive));
    },
  };
}

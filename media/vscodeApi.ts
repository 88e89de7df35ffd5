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
        // VS Code delivers from the frame around the page, which is of its origin and which VS Code
        // hides (`window.parent` is gone); a frame within the page is neither (S22).
        if (event.origin === window.origin && !isFrameWithin(event.source)) listener(event.data);
      };
      window.addEventListener('message', receive);
      return toDisposable(() => window.removeEventListener('message', receive));
    },
  };
}

function isFrameWithin(source: MessageEvent['source']): boolean {
  // Not asked of the document, which would be searched whole for each message.
  for (let at = 0; at < window.length; at += 1) if (window[at] === source) return true;
  return false;
}

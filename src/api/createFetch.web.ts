import { createBrowserFetch } from './browserFetch.ts';
import type { Fetch } from './transport.ts';

/** As `createFetch.ts`; proxies and certificates are the browser's matter. */
export function createFetch(): Fetch {
  return createBrowserFetch((url, init) => globalThis.fetch(url, init));
}

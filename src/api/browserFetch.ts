import { abortReason } from '../base/abort.ts';
import type { Fetch } from './transport.ts';

/** What a web page may set; of the rest Chromium would ask the service first, or drop it. */
const HEADERS = ['authorization', 'content-type', 'accept'];

/**
 * The platform's own fetch, for a web worker. The service has to allow requests of web pages (CORS),
 * and the browser gives one error for whatever went wrong, which says nothing of it.
 * @returns a fetch that throws an Error which says so; the signal's reason
 */
export function createBrowserFetch(
  fetch: (url: string, init: RequestInit) => Promise<Response>,
): Fetch {
  return async (url, { headers, ...init }) => {
    const allowed = Object.entries(headers).filter(([name]) => HEADERS.includes(name));
    try {
      // No cookie goes along; a redirect comes back without its status, which counts as one.
      const response = await fetch(url, {
        ...init,
        headers: Object.fromEntries(allowed),
        credentials: 'omit',
      });
      const { status, body } = response;
      return { status, headers: response.headers, body };
    } catch (error) {
      if (init.signal.aborted) throw abortReason(init.signal);
      throw new Error(
        `The browser came to no answer of ${new URL(url).host} and does not say why: the network is not there, or the service does not allow requests of web pages (CORS)`,
        { cause: error },
      );
    }
  };
}

import type { Dispatcher } from 'undici';
import { abortReason } from '../base/abort.ts';
import { createByteQueue } from './byteQueue.ts';
import { decodedBody } from './decodedBody.ts';
import type { Fetch } from './transport.ts';

/**
 * `fetch` as far as it is used, straight over undici: its own fetch puts a stream of the web between
 * the socket and the reader, which costs each event of an answer as much as everything we do with it.
 * Redirects are handed back. An abort rejects at once, also while the connection is being made.
 */
export function createDispatchFetch(dispatcher: Dispatcher): Fetch {
  return (url, { method, headers, body = null, signal }) =>
    new Promise((resolve, reject) => {
      if (signal.aborted) throw abortReason(signal);
      const { origin, pathname, search } = new URL(url);
      let controller: Dispatcher.DispatchController | undefined;
      const bytes = createByteQueue({
        pause: () => controller?.pause(),
        resume: () => controller?.resume(),
      });
      const fail = (error: Error): void => {
        signal.removeEventListener('abort', onAbort);
        reject(error);
        bytes.fail(error);
      };
      const onAbort = (): void => {
        const reason = abortReason(signal);
        fail(reason);
        controller?.abort(reason);
      };
      signal.addEventListener('abort', onAbort);
      dispatcher.dispatch(
        { origin, path: pathname + search, method, headers, body },
        {
          onRequestStart: started => {
            controller = started;
            if (signal.aborted) started.abort(abortReason(signal));
          },
          onResponseStart: (_, status, received) => {
            // A word that an answer will come.
            if (status < 200) return;
            const get = (name: string): string | null => received[name]?.toString() ?? null;
            resolve({
              status,
              headers: { get },
              body: decodedBody(bytes, get('content-encoding')),
            });
          },
          onResponseData: (_, chunk) => {
            bytes.push(chunk);
          },
          onResponseEnd: () => {
            signal.removeEventListener('abort', onAbort);
            bytes.end();
          },
          onResponseError: (_, error) => {
            fail(error);
          },
        },
      );
    });
}

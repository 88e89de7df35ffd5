import { PlumbError } from '../../base/errors.ts';

/** As `ripgrep.ts`; no program runs in a web worker. */
export function findRipgrep(): undefined {
  return undefined;
}

/** Never called: there is no path that it could be called with. */
export async function* ripgrepRecords(): AsyncGenerator<readonly string[]> {
  yield await Promise.reject(new PlumbError('There is no ripgrep in a web worker.'));
}

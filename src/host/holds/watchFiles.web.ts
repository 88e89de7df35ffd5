import type { Disposable } from '../../base/disposable.ts';

/** As `watchFiles.ts`; storage in a browser tells nothing, so who waits looks at the next thing done. */
export function watchFiles(): Disposable {
  return { dispose: () => undefined };
}

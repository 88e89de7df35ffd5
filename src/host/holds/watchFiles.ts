import { watch, type FSWatcher } from 'node:fs';
import type { Disposable } from '../../base/disposable.ts';

/**
 * Tells when one of these files or folders may have changed, as the operating system tells it; no
 * polling. One that is not there, or that cannot be watched, tells nothing.
 */
export function watchFiles(files: readonly string[], onChange: () => void): Disposable {
  const watchers: FSWatcher[] = [];
  for (const file of files) {
    try {
      const watcher = watch(file, { persistent: false }, onChange);
      // It went away, as a folder does that is removed.
      watcher.on('error', () => {
        watcher.close();
      });
      watchers.push(watcher);
    } catch {
      // Where there is nothing to watch, who waits looks again at the next thing a person does.
    }
  }
  return {
    dispose: () => {
      for (const watcher of watchers) watcher.close();
    },
  };
}

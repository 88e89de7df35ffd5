import { toDisposable, type Disposable } from '../../base/disposable.ts';
import { Emitter, type Event } from '../../base/emitter.ts';

/** Tells once what came many times in one go; a microtask, so nothing is left waiting when idle. */
export function coalesced(source: Event<undefined>): Disposable & { event: Event<undefined> } {
  const emitter = new Emitter<undefined>();
  let waiting = false;
  const subscription = source(() => {
    if (waiting) return;
    waiting = true;
    queueMicrotask(() => {
      waiting = false;
      emitter.fire(undefined);
    });
  });
  return {
    event: emitter.event,
    ...toDisposable(() => {
      subscription.dispose();
      emitter.dispose();
    }),
  };
}

import type { Disposable } from '../base/disposable.ts';
import type { Patch } from '../protocol/patch.ts';

/** ms; one frame at 60 Hz. */
const FRAME_MS = 16;

/**
 * Gathers patches and lets them go as one message a frame, numbered without gaps. Runs no timer
 * while there is nothing to send.
 */
export interface PatchQueue extends Disposable {
  /** Number of the last message that was sent. */
  readonly seq: number;
  push(patches: readonly Patch[]): void;
  /** Sends what waits at once. */
  flush(): void;
  /** Forgets what waits: the panel is about to get the whole state. */
  drop(): void;
}

export function createPatchQueue(
  send: (message: { readonly seq: number; readonly patches: Patch[] }) => void,
): PatchQueue {
  let seq = 0;
  let waiting: Patch[] = [];
  let timer: ReturnType<typeof setTimeout> | undefined;

  const flush = (): void => {
    clearTimeout(timer);
    timer = undefined;
    if (waiting.length === 0) return;
    seq += 1;
    const patches = waiting;
    waiting = [];
    send({ seq, patches });
  };

  return {
    get seq() {
      return seq;
    },
    push: patches => {
      for (const patch of patches) {
        const last = waiting.at(-1);
        if (patch.op === 'append' && last?.op === 'append' && last.id === patch.id) {
          waiting[waiting.length - 1] = { ...last, text: last.text + patch.text };
        } else {
          waiting.push(patch);
        }
      }
      if (waiting.length > 0) timer ??= setTimeout(flush, FRAME_MS);
    },
    flush,
    drop: () => {
      waiting = [];
      clearTimeout(timer);
      timer = undefined;
    },
    dispose: () => {
      clearTimeout(timer);
      waiting = [];
    },
  };
}

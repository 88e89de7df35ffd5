/** Bytes that may wait for the reader before the sender is asked to pause. */
const MOST_WAITING = 64 * 1_024;

/** What brings the bytes. */
export interface ByteFlow {
  pause(): void;
  resume(): void;
}

/** Bytes between a socket that brings them when it likes and a reader that takes them one by one. */
export interface ByteQueue extends AsyncIterable<Uint8Array> {
  push(chunk: Uint8Array): void;
  end(): void;
  /** The reader still gets what came before. */
  fail(error: Error): void;
}

type Taken = IteratorResult<Uint8Array, undefined>;

interface Reader {
  readonly resolve: (taken: Taken) => void;
  readonly reject: (error: Error) => void;
}

/**
 * A chunk that somebody waits for is handed over in the same turn of the event loop: streams, of the
 * web and of Node, each take a turn of their own, which an event of an answer would pay.
 */
export function createByteQueue(flow: ByteFlow): ByteQueue {
  const waiting: Uint8Array[] = [];
  let waitingBytes = 0;
  let isPaused = false;
  let ending: { readonly error?: Error } | undefined;
  let reader: Reader | undefined;

  const endWith = (how: { readonly error?: Error }): void => {
    if (ending !== undefined) return;
    ending = how;
    if (how.error === undefined) reader?.resolve({ done: true, value: undefined });
    else reader?.reject(how.error);
    reader = undefined;
  };
  const take = (chunk: Uint8Array): Taken => {
    waitingBytes -= chunk.length;
    if (isPaused && waitingBytes === 0) {
      isPaused = false;
      flow.resume();
    }
    return { done: false, value: chunk };
  };
  const next = (): Promise<Taken> => {
    const chunk = waiting.shift();
    if (chunk !== undefined) return Promise.resolve(take(chunk));
    if (ending?.error !== undefined) return Promise.reject(ending.error);
    if (ending !== undefined) return Promise.resolve({ done: true, value: undefined });
    return new Promise((resolve, reject) => {
      reader = { resolve, reject };
    });
  };

  return {
    push: chunk => {
      if (reader !== undefined) {
        reader.resolve({ done: false, value: chunk });
        reader = undefined;
        return;
      }
      waiting.push(chunk);
      waitingBytes += chunk.length;
      if (isPaused || waitingBytes < MOST_WAITING) return;
      isPaused = true;
      flow.pause();
    },
    end: () => {
      endWith({});
    },
    fail: error => {
      endWith({ error });
    },
    [Symbol.asyncIterator]: () => ({ next }),
  };
}

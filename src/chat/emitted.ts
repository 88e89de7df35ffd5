/** How work that runs for itself hands out values in order. */
export interface Output<T> {
  /**
   * Resolves once the reader took the value and came back for more: what has to be on disk before
   * the next step is awaited here. Rejects if the reader went away.
   */
  readonly emit: (value: T) => Promise<void>;
  /** As `emit` for what nobody waits for; lost if the reader went away. */
  readonly tell: (value: T) => void;
}

interface Handed<T> {
  readonly value: T;
  readonly taken: () => void;
  readonly left: (reason: Error) => void;
}

/**
 * Runs `work` and yields what it emits. Other than a plain generator it takes values from several
 * sides at once: from calls that run side by side, from callbacks. A reader that leaves makes every
 * `emit` reject, so that the work cannot go on unseen.
 */
export async function* emitted<T>(
  work: (output: Output<T>) => Promise<void>,
): AsyncGenerator<T, void> {
  const queue: Handed<T>[] = [];
  const gone = new Error('Nobody reads these events any more.');
  const status: { value: 'running' | 'ended' | 'left' } = { value: 'running' };
  let wake = (): void => undefined;

  const hand = (handed: Handed<T>): void => {
    if (status.value === 'running') {
      queue.push(handed);
      wake();
    } else {
      handed.left(gone);
    }
  };
  const output: Output<T> = {
    emit: value =>
      new Promise((taken, left) => {
        hand({ value, taken, left });
      }),
    tell: value => {
      hand({ value, taken: () => undefined, left: () => undefined });
    },
  };
  const working = work(output).finally(() => {
    if (status.value === 'running') status.value = 'ended';
    wake();
  });
  // Read below; a reader that left does not wait for it.
  working.catch(() => undefined);

  let next: Handed<T> | undefined;
  try {
    for (;;) {
      next = queue.shift();
      if (next !== undefined) {
        yield next.value;
        next.taken();
      } else if (status.value === 'running') {
        await new Promise<void>(resolve => {
          wake = resolve;
        });
      } else {
        break;
      }
    }
    await working;
  } finally {
    status.value = 'left';
    next?.left(gone);
    for (const { left } of queue.splice(0)) left(gone);
  }
}

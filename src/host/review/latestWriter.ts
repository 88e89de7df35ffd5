/** Writes a state that changes often: never two writes at once, and always the newest state last. */
export interface LatestWriter {
  /** There is something to write, at once or as soon as the write before has ended. */
  write(): void;
  /** There is something to write, by the next `write` or `flush`. */
  note(): void;
  /** Resolves once all that was noted is written, or could not be. */
  flush(): Promise<void>;
}

/** @param write writes the state as it is when it is called; its failures are its own affair */
export function createLatestWriter(write: () => Promise<void>): LatestWriter {
  let isDue = false;
  let running: Promise<void> | undefined;

  const run = async (): Promise<void> => {
    while (isDue) {
      isDue = false;
      await write();
    }
    running = undefined;
  };
  const start = (): Promise<void> => (running ??= isDue ? run() : undefined) ?? Promise.resolve();

  return {
    write: () => {
      isDue = true;
      void start();
    },
    note: () => {
      isDue = true;
    },
    flush: start,
  };
}

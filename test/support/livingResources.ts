import { createHook } from 'node:async_hooks';

/** What Node keeps alive, and where it was made. */
export interface LivingResource {
  /** Node's name: `Timeout`, `TCPWRAP`, `PROCESSWRAP`, … */
  readonly type: string;
  readonly stack: string;
}

/** Timers, processes, sockets, pipes and servers; not watched files, which cost nothing by themselves. */
const KEPT =
  /^(Timeout|PROCESSWRAP|TCPWRAP|TLSWRAP|TCPSERVERWRAP|PIPEWRAP|PIPESERVERWRAP|UDPWRAP|WORKER)$/;

/**
 * Notes what is made from now on by code whose file name has `from` in it, also where others made it
 * on its behalf. `alive` are those that have not ended.
 */
export function watchResources(from: string): {
  alive(): readonly LivingResource[];
  /** How many were made, so that a test can see that it sees them. */
  made(): number;
  stop(): void;
} {
  const living = new Map<number, LivingResource>();
  let made = 0;
  const hook = createHook({
    init: (id, type) => {
      if (!KEPT.test(type)) return;
      const limit = Error.stackTraceLimit;
      Error.stackTraceLimit = 50;
      const stack = new Error(type).stack ?? '';
      Error.stackTraceLimit = limit;
      if (!stack.includes(from)) return;
      made += 1;
      living.set(id, { type, stack });
    },
    destroy: id => {
      living.delete(id);
    },
  });
  hook.enable();
  return {
    alive: () => [...living.values()],
    made: () => made,
    stop: () => {
      hook.disable();
    },
  };
}

import { nextTask } from '../nextTask.ts';

/** Stands for `node:timers/promises` in a web worker. */
export function setImmediate(): Promise<void> {
  return new Promise(nextTask);
}

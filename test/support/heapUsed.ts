import process from 'node:process';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

/** What this process has in use after a collection, in bytes. */
export function heapUsed(): number {
  setFlagsFromString('--expose-gc');
  const collect: unknown = runInNewContext('gc');
  if (typeof collect !== 'function') throw new Error('There is no collection to ask for');
  Reflect.apply(collect, undefined, []);
  return process.memoryUsage().heapUsed;
}

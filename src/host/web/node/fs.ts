import { nodeError } from '../nodeError.ts';

/**
 * Stands for `node:fs` in a web worker. There files of the scheme `file` do not exist, for which alone
 * the shared sources use it: whatever is looked at is not there.
 */
export function lstatSync(): undefined {
  return undefined;
}

export function readFileSync(file: string): never {
  throw nodeError('ENOENT', file);
}

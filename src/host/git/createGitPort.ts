import type { GitPort } from '../../tools/gitPort.ts';

export function createGitPort(): GitPort {
  return { diff: () => Promise.resolve(''), log: () => Promise.resolve([]) };
}

import { PlumbError } from '../../base/errors.ts';
import type { CommandPorts } from './commandPort.ts';

/** Where nothing can be run. The tools that would are not offered, so only an old call comes here. */
export function noCommandPorts(): CommandPorts {
  const refuse = (): Promise<never> =>
    Promise.reject(
      new PlumbError('Commands cannot be run here: there is no machine to run them on.'),
    );
  return {
    forChat: () => ({ run: refuse, start: refuse, read: refuse, end: refuse }),
    endAll: () => Promise.resolve(),
    forget: () => Promise.resolve(),
    dispose: () => undefined,
  };
}

import type { Fetch } from '../../api/transport.ts';
import type { Logger } from '../../base/logger.ts';
import type { CommandPortOptions, CommandPorts } from '../shell/commandPort.ts';

/** What differs by where the extension runs, beside the files that have a twin for web workers. */
export interface Platform {
  /** Of the extension host; empty in a browser. */
  readonly environment: Readonly<Record<string, string | undefined>>;
  createFetch(logger: Logger): Fetch;
  createCommandPorts(options: CommandPortOptions): CommandPorts;
}

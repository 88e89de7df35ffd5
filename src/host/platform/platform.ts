import type * as vscode from 'vscode';
import type { Fetch } from '../../api/transport.ts';
import type { Logger } from '../../base/logger.ts';
import type { CommandPortOptions, CommandPorts } from '../shell/commandPort.ts';

/** What differs by where the extension runs, beside the files that have a twin for web workers. */
export interface Platform {
  /** Of the extension host; empty in a browser. */
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Path of Plumb's own files for this workspace, or for all of them where none is open. */
  readonly storage: string;
  /** Path of those for all windows. */
  readonly sharedStorage: string;
  createFetch(logger: Logger): Fetch;
  createCommandPorts(options: CommandPortOptions): CommandPorts;
}

/** Where VS Code lets us keep files. */
export type StoragePlaces = Pick<vscode.ExtensionContext, 'storageUri' | 'globalStorageUri'>;

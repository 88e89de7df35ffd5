import process from 'node:process';
import * as vscode from 'vscode';
import { createFetch } from '../../api/createFetch.ts';
import { storagePath } from '../files/storagePath.ts';
import { readNetworkSettings } from '../networkSettings.ts';
import { createCommandPorts } from '../shell/commandPort.ts';
import type { Platform, StoragePlaces } from './platform.ts';

/** Plumb in Node: on the desktop, on a remote machine, in a container. */
export function createPlatform({ storageUri, globalStorageUri }: StoragePlaces): Platform {
  const { env } = process;
  return {
    environment: env,
    storage: storagePath(storageUri ?? globalStorageUri),
    sharedStorage: storagePath(globalStorageUri),
    createFetch: logger =>
      createFetch(() => readNetworkSettings(vscode.workspace.getConfiguration('http'), env), {
        patchedFetch: (url, init) => globalThis.fetch(url, init),
        logger,
      }),
    createCommandPorts,
  };
}

import { createFetch } from '../../api/createFetch.web.ts';
import { storagePath } from '../files/storagePath.web.ts';
import { noCommandPorts } from '../shell/noCommandPorts.ts';
import { useStorageOf } from '../web/currentStorage.ts';
import type { Platform, StoragePlaces } from './platform.ts';

/** Plumb in a browser's web worker: on vscode.dev, and where nothing of it runs on a machine. */
export function createPlatform({ storageUri, globalStorageUri }: StoragePlaces): Platform {
  useStorageOf(globalStorageUri);
  return {
    environment: {},
    storage: storagePath(storageUri ?? globalStorageUri),
    sharedStorage: storagePath(globalStorageUri),
    createFetch,
    createCommandPorts: noCommandPorts,
  };
}

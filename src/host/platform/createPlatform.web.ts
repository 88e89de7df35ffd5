import type * as vscode from 'vscode';
import { createFetch } from '../../api/createFetch.web.ts';
import { noCommandPorts } from '../shell/noCommandPorts.ts';
import { useStorageOf } from '../web/currentStorage.ts';
import type { Platform } from './platform.ts';

/** Plumb in a browser's web worker: on vscode.dev, and where nothing runs on a remote machine. */
export function createPlatform({
  globalStorageUri,
}: Pick<vscode.ExtensionContext, 'globalStorageUri'>): Platform {
  useStorageOf(globalStorageUri);
  return {
    environment: {},
    createFetch,
    createCommandPorts: noCommandPorts,
  };
}

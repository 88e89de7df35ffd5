import process from 'node:process';
import * as vscode from 'vscode';
import { createFetch } from '../../api/createFetch.ts';
import { readNetworkSettings } from '../networkSettings.ts';
import { createCommandPorts } from '../shell/commandPort.ts';
import type { Platform } from './platform.ts';

/** Plumb in Node: on the desktop, on a remote machine, in a container. */
/** @param _context where its files are, for the twin */
export function createPlatform(_context: vscode.ExtensionContext): Platform {
  const { env } = process;
  return {
    environment: env,
    createFetch: logger =>
      createFetch(() => readNetworkSettings(vscode.workspace.getConfiguration('http'), env), {
        patchedFetch: (url, init) => globalThis.fetch(url, init),
        logger,
      }),
    createCommandPorts,
  };
}

import * as vscode from 'vscode';
import type { PathPort } from '../../tools/ports.ts';
import { realUri } from '../files/realPath.ts';
import { isForbidden } from './forbidden.ts';

/** The workspace folders, where a path really leads, and what is off limits. */
export function createPathPort(): PathPort {
  return {
    folders: () =>
      (vscode.workspace.workspaceFolders ?? []).map(({ name, uri }) => ({
        name,
        uri: uri.toString(),
      })),
    realUri,
    isForbidden,
  };
}

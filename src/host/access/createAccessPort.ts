import { stat } from 'node:fs/promises';
import * as vscode from 'vscode';
import type { AccessPort } from '../../tools/accessPort.ts';
import { isLeftOut } from './leftOut.ts';

/** What ignore files, settings and the disk say of a file, as it is now. What cannot be told is worse. */
export function createAccessPort(): AccessPort {
  return {
    standing: async ({ uri }) => {
      const [ignored, hardLinked] = await Promise.all([
        isLeftOut(uri).catch(() => true),
        isHardLinked(vscode.Uri.parse(uri, true)),
      ]);
      return { ignored, hardLinked };
    },
  };
}

async function isHardLinked(uri: vscode.Uri): Promise<boolean> {
  if (uri.scheme !== 'file') return false;
  try {
    const found = await stat(uri.fsPath);
    return found.isFile() && found.nlink > 1;
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    return !['ENOENT', 'ENOTDIR'].includes(code);
  }
}

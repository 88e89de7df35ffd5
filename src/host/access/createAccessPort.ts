import { stat } from 'node:fs/promises';
import * as vscode from 'vscode';
import type { AccessPort } from '../../tools/accessPort.ts';
import { isNothingThere } from '../files/isNothingThere.ts';
import { isLeftOut } from './leftOut.ts';

/** What ignore files, settings and the disk say of a file, as it is now. */
export function createAccessPort(): AccessPort {
  return {
    isIgnored: ({ uri }) => isLeftOut(uri).catch(() => true),
    isHardLinked: ({ uri }) => isHardLinked(vscode.Uri.parse(uri, true)),
  };
}

async function isHardLinked(uri: vscode.Uri): Promise<boolean> {
  if (uri.scheme !== 'file') return false;
  try {
    const found = await stat(uri.fsPath);
    return found.isFile() && found.nlink > 1;
  } catch (error) {
    return !isNothingThere(error);
  }
}

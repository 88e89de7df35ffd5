import * as vscode from 'vscode';
import { describeError } from '../../base/errors.ts';
import type { Logger } from '../../base/logger.ts';
import { openDocument } from '../files/workspaceFiles.ts';
import { replaceBytes } from './carryOut.ts';
import { SIGN_OF_LIFE_MS } from './recordOwner.ts';
import type { JournalFile } from './recordTexts.ts';
import type { FileState } from './transactions.ts';

/** Whether a file was last written, in ms since 1970, while the change set could still write it. */
export type IsOurTime = (mtimeMs: number) => boolean;

/** @param lastSignMs when the owner was certainly at work; it may have died later, and the save ended */
export function untilShortlyAfter(lastSignMs: number): IsOurTime {
  return mtimeMs => mtimeMs <= lastSignMs + 2 * SIGN_OF_LIFE_MS;
}

/**
 * Gives a file its old bytes again if the editor was ended within writing it, so that it holds
 * nothing, or a beginning of the new or the old bytes. (Taking back writes the old ones.)
 */
export async function mendTorn(
  file: JournalFile,
  isOurTime: IsOurTime,
  logger: Logger,
): Promise<void> {
  const { display, before, after, disk } = file;
  if (before === undefined || after === undefined || disk !== undefined) return;
  const [old, next] = [await bytesOf(before), await bytesOf(after)];
  for (const place of new Set([before.uri, after.uri])) {
    const uri = vscode.Uri.parse(place, true);
    const now = await readIfOurs(uri, isOurTime);
    if (now === undefined || isSame(now, old) || isSame(now, next)) continue;
    if (!isBeginning(now, old) && !isBeginning(now, next)) continue;
    try {
      await replaceBytes(uri, display, now, old);
    } catch (error) {
      logger.warn(`Not mended: ${describeError(error)}`);
    }
  }
}

/** Undefined if there is no file, or somebody else may have worked on it since. */
async function readIfOurs(uri: vscode.Uri, isOurTime: IsOurTime): Promise<Uint8Array | undefined> {
  if (openDocument(uri)?.isDirty === true) return undefined;
  try {
    const { mtime } = await vscode.workspace.fs.stat(uri);
    return isOurTime(mtime) ? await vscode.workspace.fs.readFile(uri) : undefined;
  } catch {
    return undefined;
  }
}

async function bytesOf({ text, encoding }: FileState): Promise<Uint8Array> {
  return vscode.workspace.encode(text, { encoding });
}

function isBeginning(piece: Uint8Array, whole: Uint8Array): boolean {
  return isSame(piece, whole.subarray(0, piece.length));
}

function isSame(a: Uint8Array, b: Uint8Array): boolean {
  return Buffer.compare(a, b) === 0;
}

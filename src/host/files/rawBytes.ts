import * as vscode from 'vscode';
import { PlumbError } from '../../base/errors.ts';

/**
 * The bytes of a file on the disk, whatever they are.
 * @param limit the most bytes that are read
 * @throws PlumbError if it has more, or cannot be read
 */
export async function rawBytes(
  uri: vscode.Uri,
  display: string,
  limit: number,
): Promise<Uint8Array> {
  try {
    const { size } = await vscode.workspace.fs.stat(uri);
    if (size <= limit) return await vscode.workspace.fs.readFile(uri);
    throw new PlumbError(`${display} has ${size} bytes; more than ${limit} are not read.`);
  } catch (error) {
    if (!(error instanceof vscode.FileSystemError)) throw error;
    throw new PlumbError(`${display} cannot be read. The system says ${error.code}.`, {
      cause: error,
    });
  }
}

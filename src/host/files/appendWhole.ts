import { mkdir, open, type FileHandle } from 'node:fs/promises';
import path from 'node:path';
import { whereItExists } from './whereItExists.ts';

/** Plumb's own files may quote anything of the workspace: nobody else on the machine reads them. */
const OWNER_ONLY = { folder: 0o700, file: 0o600 };

/**
 * Appends a text to one of Plumb's own files, which is made if it is not there, and its folder too.
 * What two windows append at once stands one behind the other, never mixed. Resolves once the
 * operating system has it.
 * @throws if it cannot be written; part of the text may stand there then
 */
export async function appendWhole(file: string, text: string): Promise<void> {
  const handle = await openToAppend(file);
  try {
    const bytes = Buffer.from(text, 'utf8');
    // One write: the end of the file is found and written at in one step, whoever else writes.
    const { bytesWritten } = await handle.write(bytes);
    if (bytesWritten < bytes.length) {
      throw new Error(
        `Only ${bytesWritten} of ${bytes.length} bytes were written to ${path.basename(file)}`,
      );
    }
  } finally {
    await handle.close();
  }
}

async function openToAppend(file: string): Promise<FileHandle> {
  const opened = await whereItExists(open(file, 'a', OWNER_ONLY.file));
  if (opened !== undefined) return opened;
  await mkdir(path.dirname(file), { recursive: true, mode: OWNER_ONLY.folder });
  return open(file, 'a', OWNER_ONLY.file);
}

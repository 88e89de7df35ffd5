import { currentStorage } from '../web/currentStorage.ts';

/**
 * As `writeWhole.ts`, for the storage of a web worker. VS Code keeps that in the browser's database,
 * where what is written is there whole or not at all.
 */
export async function writeWhole(file: string, content: Uint8Array | string): Promise<void> {
  const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
  await currentStorage().writeFile(file, bytes);
}

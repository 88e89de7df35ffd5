import { currentStorage } from '../web/currentStorage.ts';

/** As `appendWhole.ts`, for the storage of a web worker. */
export async function appendWhole(file: string, text: string): Promise<void> {
  await currentStorage().append(file, new TextEncoder().encode(text));
}

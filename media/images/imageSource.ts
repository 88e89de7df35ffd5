import type { PanelStore } from '../panelStore.ts';
import { bytesOf } from './base64.ts';

/** Reads one file that may be an image; undefined if it was said already why it cannot. */
export type ImageSource = () => Promise<
  { readonly name: string; readonly bytes: Uint8Array<ArrayBuffer> } | undefined
>;

export function imageFromFile(file: File): ImageSource {
  return async () => ({ name: file.name, bytes: new Uint8Array(await file.arrayBuffer()) });
}

/** A file that the host has read. */
export function imageFromHost(file: {
  readonly name: string;
  readonly base64: string;
}): ImageSource {
  return () => Promise.resolve({ name: file.name, bytes: bytesOf(file.base64) });
}

/** A file of the workspace, which only the host can read. */
export function imageFromWorkspace(uri: string, ask: PanelStore['ask']): ImageSource {
  return async () => {
    const file = await ask('readImage', { uri });
    return file === undefined ? undefined : { name: file.name, bytes: bytesOf(file.base64) };
  };
}

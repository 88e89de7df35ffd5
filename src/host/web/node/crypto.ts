/** Stands for `node:crypto` in a web worker. */
export function randomUUID(): string {
  return globalThis.crypto.randomUUID();
}

/** As `writableOnDisk.ts`; a web worker has no disk. */
export function isWritableOnDisk(): Promise<boolean> {
  return Promise.resolve(false);
}

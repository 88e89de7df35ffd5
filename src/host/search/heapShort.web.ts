/** As `heapShort.ts`; a web worker is not told, and the index has a bound of its own. */
export function isHeapShort(): boolean {
  return false;
}

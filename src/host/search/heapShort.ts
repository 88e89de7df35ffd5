import { getHeapStatistics } from 'node:v8';

/** Share of the heap's limit beyond which an index is given up. */
const HEAP_SHARE = 0.7;

export function isHeapShort(): boolean {
  const { used_heap_size: used, heap_size_limit: limit } = getHeapStatistics();
  return used > limit * HEAP_SHARE;
}

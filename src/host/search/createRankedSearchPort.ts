import type { RankedSearchPort } from '../../tools/rankedSearchPort.ts';

export function createRankedSearchPort(): RankedSearchPort {
  return { search: () => Promise.resolve({ passages: [], complete: true }) };
}

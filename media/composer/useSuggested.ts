import { useRef } from 'preact/hooks';
import { usePanel } from '../panelContext.ts';
import type { Chips } from './useChips.ts';

/** What a suggestion takes along; only the last one that was taken counts. */
export function useSuggested(chips: Chips): {
  readonly take: (ref: string | undefined) => Promise<void>;
} {
  const { ask } = usePanel();
  const taken = useRef({ count: 0, chip: undefined as string | undefined }).current;

  const made = async (ref: string, count: number) => {
    const answer = await ask('attach', { ref });
    if (answer === undefined || count !== taken.count) return [];
    taken.chip = answer.chip.ref;
    return [answer.chip];
  };
  return {
    take: async ref => {
      if (taken.chip !== undefined) chips.remove(taken.chip);
      taken.chip = undefined;
      taken.count += 1;
      if (ref !== undefined) await chips.addWhenMade(made(ref, taken.count));
    },
  };
}

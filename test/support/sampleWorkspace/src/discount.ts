import { percentOf } from './money.ts';
import type { Item } from './basket.ts';

/** The more of one thing, the cheaper each. */
const tiers = [
  { from: 5, percent: 5 },
  { from: 10, percent: 10 },
  { from: 50, percent: 15 },
];

/** The discount for so many of one thing, in percent. */
export function discountPercent(quantity: number): number {
  const tier = tiers.find(({ from }) => quantity >= from);
  return tier?.percent ?? 0;
}

/** What a line of the basket costs, discount taken off, in cents. */
export function lineTotal(item: Item): number {
  const full = item.price * item.quantity;
  return full - percentOf(full, discountPercent(item.quantity));
}

import type { Item } from './basket.ts';
import { discountPercent, lineTotal } from './discount.ts';
import { formatCents, shareOut } from './money.ts';

export interface Receipt {
  lines: string[];
  /** In cents. */
  total: number;
}

export function receipt(basket: readonly Item[], voucher = 0): Receipt {
  const costs = basket.map(lineTotal);
  const before = costs.reduce((sum, cost) => sum + cost, 0);
  const parts = before === 0 ? costs : shareOut(Math.min(voucher, before), costs);
  const lines = basket.map((item, index) => {
    const percent = discountPercent(item.quantity);
    const off = percent === 0 ? '' : ` (-${percent} %)`;
    const cost = costs[index]! - parts[index]!;
    return `${item.quantity} × ${item.name}${off}: ${formatCents(cost)}`;
  });
  return { lines, total: before - Math.min(voucher, before) };
}

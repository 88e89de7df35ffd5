export interface Item {
  name: string;
  /** What one costs, in cents. */
  price: number;
  quantity: number;
}

/** Adds an item; more of what is already there raises its quantity. */
export function addItem(basket: readonly Item[], item: Item): Item[] {
  if (!Number.isInteger(item.quantity) || item.quantity < 1) {
    throw new RangeError(`The quantity of ${item.name} must be a whole number from 1.`);
  }
  const known = basket.some(({ name }) => name === item.name);
  return known
    ? basket.map(other =>
        other.name === item.name ? { ...other, quantity: other.quantity + item.quantity } : other,
      )
    : [...basket, item];
}

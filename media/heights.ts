/** What items that are not drawn take up, by their places, so that the scrollbar tells the truth. CSS pixels. */
export interface Heights {
  /** Items of these places, of which `to` is none, were so high together when they were drawn. */
  note(from: number, to: number, px: number): void;
  /** What an item takes whose height is not known. */
  setUsual(px: number): void;
  sum(from: number, to: number): number;
  /** The place of the item that stands so far below the beginning of item `from`. */
  placeAt(px: number, from: number, total: number): number;
  /** After what is drawn got another width, or is of another chat. */
  forget(): void;
}

export function createHeights(): Heights {
  const known = new Map<number, number>();
  let usual = 80;
  const at = (place: number): number => known.get(place) ?? usual;
  return {
    note: (from, to, px) => {
      const each = Math.max(0, px) / (to - from);
      for (let place = from; place < to; place += 1) known.set(place, each);
    },
    setUsual: px => {
      usual = px;
    },
    sum: (from, to) => {
      let px = 0;
      for (let place = from; place < to; place += 1) px += at(place);
      return px;
    },
    placeAt: (px, from, total) => {
      let place = from;
      for (let left = px - at(place); left > 0 && place < total - 1; left -= at(place)) place += 1;
      return place;
    },
    forget: () => {
      known.clear();
    },
  };
}

/**
 * Where a key leads in a list that is gone round: to its neighbour, its beginning or its end.
 * @param keys names of the arrow keys that lead on and back
 * @returns undefined for a key that leads nowhere
 */
export function placeAfterKey(
  key: string,
  keys: { readonly next: string; readonly previous: string },
  at: number,
  count: number,
): number | undefined {
  switch (key) {
    case keys.next:
      return (at + 1) % count;
    case keys.previous:
      return (at - 1 + count) % count;
    case 'Home':
      return 0;
    case 'End':
      return count - 1;
    default:
      return undefined;
  }
}

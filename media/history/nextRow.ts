/**
 * Where a key takes the keyboard among the rows and the field above them.
 * @returns `type` if the key begins a search; undefined if it is none of the list's
 */
export function nextRow(
  event: KeyboardEvent,
  rows: readonly HTMLElement[],
  field: HTMLElement | null,
): HTMLElement | 'type' | undefined {
  const at = rows.findIndex(row => row === event.target);
  const isInField = event.target === field;
  if (isInField) return event.key === 'ArrowDown' ? rows[0] : undefined;
  if (at < 0) return undefined;
  switch (event.key) {
    case 'ArrowDown':
      return rows[Math.min(at + 1, rows.length - 1)];
    case 'ArrowUp':
      return at === 0 ? (field ?? undefined) : rows[at - 1];
    case 'Home':
      return rows[0];
    case 'End':
      return rows.at(-1);
    default: {
      const isPlain = !event.ctrlKey && !event.metaKey && !event.altKey;
      return isPlain && event.key !== ' ' && Array.from(event.key).length === 1
        ? 'type'
        : undefined;
    }
  }
}

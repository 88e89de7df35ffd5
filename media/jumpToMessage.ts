import type { PanelStore } from './panelStore.ts';
import type { Reading } from './useReading.ts';

/**
 * Takes the reader to the message of the user before or behind where he is, and gives it the
 * keyboard so that a screen reader reads it. Does nothing where there is none.
 */
export async function jumpToMessage(
  store: PanelStore,
  reading: Reading,
  direction: 'previous' | 'next',
): Promise<void> {
  const chatId = store.state?.status.chatId ?? '';
  const answer = await store.ask('findOwnMessage', {
    chatId,
    from: placeOfReader(store, reading, direction),
    direction,
  });
  if (answer?.place === undefined) return;
  await jumpToItem(reading, answer.place);
}

/**
 * Takes the reader to an item, by its place or id; a message of the user gets the keyboard.
 * @returns the item's id; undefined if there is none
 */
export async function jumpToItem(
  reading: Reading,
  target: number | string,
): Promise<string | undefined> {
  const item = await reading.show(target, 0);
  item?.querySelector<HTMLElement>('.user')?.focus({ preventScroll: true });
  return item?.dataset['item'];
}

/** Of what has the keyboard in the conversation, else of what is in sight. */
function placeOfReader(
  store: PanelStore,
  reading: Reading,
  direction: 'previous' | 'next',
): number {
  const { from, items, total } = store.view;
  const focused = document.activeElement?.closest<HTMLElement>('[data-item]')?.dataset['item'];
  const at = items.findIndex(({ id }) => id === focused);
  if (at !== -1) return from + at;
  if (direction === 'previous' && reading.isAtEnd) return total;
  return reading.firstInSight() ?? total;
}

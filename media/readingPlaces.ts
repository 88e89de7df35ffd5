import type { SavedState } from './savedState.ts';
import type { ReadingPlace } from './useReading.ts';

/** Chats of which the place is kept. */
const MOST_CHATS = 20;

/** Where the reader left a chat; undefined for its end. */
export function readingOf(saved: SavedState, chatId: string): ReadingPlace | undefined {
  return saved.read().reading?.[chatId];
}

/** @param place undefined at the end of the chat */
export function keepReading(
  saved: SavedState,
  chatId: string,
  place: ReadingPlace | undefined,
): void {
  const known = saved.read().reading ?? {};
  const before = known[chatId];
  if (place === undefined && before === undefined) return;
  if (before?.id === place?.id && before?.offset === place?.offset) return;
  const others = Object.entries(known).filter(([id]) => id !== chatId);
  const own = place === undefined ? [] : [[chatId, place] as const];
  saved.write({ reading: Object.fromEntries([...others, ...own].slice(-MOST_CHATS)) });
}

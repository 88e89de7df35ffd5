import type { SavedState } from './savedState.ts';

/** What was typed and not sent; it outlives a reload of the panel. */
export interface DraftStore {
  read(): string;
  write(draft: string): void;
}

export function createDraftStore(saved: SavedState): DraftStore {
  return {
    read: () => saved.read().draft ?? '',
    write: draft => {
      saved.write({ draft });
    },
  };
}

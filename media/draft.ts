import * as z from 'zod/mini';
import type { VsCodeApi } from './vscodeApi.ts';

const Saved = z.object({ draft: z.string() });

/** What was typed and not sent; it outlives a reload of the panel. */
export interface DraftStore {
  read(): string;
  write(draft: string): void;
}

export function createDraftStore(api: VsCodeApi): DraftStore {
  return {
    read: () => {
      const saved = z.safeParse(Saved, api.getState());
      return saved.success ? saved.data.draft : '';
    },
    write: draft => {
      api.setState({ draft });
    },
  };
}

import type { HostHandlers } from '../../protocol/rpc.ts';
import type { composerRequests } from '../../protocol/requests/composer.ts';

export type ComposerHandlers = Pick<HostHandlers, keyof typeof composerRequests>;

export function createComposerHandlers(): ComposerHandlers {
  const nothing = (): Promise<Record<string, never>> => Promise.resolve({});
  return {
    complete: () => Promise.resolve({ candidates: [] }),
    attach: () => Promise.reject(new Error('Nothing can be attached yet')),
    attachUris: () => Promise.resolve({ chips: [], problems: [] }),
    attachText: () => Promise.resolve({ chips: [] }),
    expandPrompt: () => Promise.resolve({ text: '' }),
    openChip: nothing,
    readDraft: () => Promise.resolve({ text: '', chips: [], images: [] }),
    writeDraft: nothing,
  };
}

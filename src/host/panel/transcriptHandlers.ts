import type { HostHandlers } from '../../protocol/rpc.ts';
import type { transcriptRequests } from '../../protocol/requests/transcript.ts';
import type { ChatController } from '../chatController.ts';

export type TranscriptHandlers = Pick<HostHandlers, keyof typeof transcriptRequests>;

export function createTranscriptHandlers(controller: ChatController): TranscriptHandlers {
  return {
    loadItems: ({ from, count }) => {
      const { items } = controller.state();
      return Promise.resolve({
        from,
        total: items.length,
        items: items.slice(from, from + count),
      });
    },
  };
}

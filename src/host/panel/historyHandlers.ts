import type { HostHandlers } from '../../protocol/rpc.ts';
import type { historyRequests } from '../../protocol/requests/history.ts';

export type HistoryHandlers = Pick<HostHandlers, keyof typeof historyRequests>;

export function createHistoryHandlers(): HistoryHandlers {
  return {};
}

import type { HostHandlers } from '../../protocol/rpc.ts';
import type { glanceRequests } from '../../protocol/requests/glance.ts';

export type GlanceHandlers = Pick<HostHandlers, keyof typeof glanceRequests>;

export function createGlanceHandlers(): GlanceHandlers {
  return {};
}

import { COMMANDS } from '../base/ids.ts';
import type { Session } from '../chat/session.ts';

/** Whether the last turn ended because the service did not take the key. */
export function failedForKey(session: Session): boolean {
  const last = session.events.at(-1);
  return (
    session.state === 'idle' &&
    last?.type === 'turnEnded' &&
    last.error?.action?.command === COMMANDS.setApiKey
  );
}

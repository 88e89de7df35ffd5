import { describeError } from '../base/errors.ts';
import type { Logger } from '../base/logger.ts';
import type { Session } from '../chat/session.ts';
import type { Sessions } from '../chat/sessions.ts';

/** The chat that was shown before the window was reloaded; a new one if there is none to read. */
export async function lastSession(
  sessions: Sessions,
  id: unknown,
  logger: Logger,
): Promise<Session> {
  if (typeof id !== 'string') return sessions.create();
  try {
    return (await sessions.preview(id)) ?? (await sessions.open(id));
  } catch (error) {
    logger.warn(`The last chat is not there: ${describeError(error)}`);
    return sessions.create();
  }
}

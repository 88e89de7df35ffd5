import type { Session } from '../chat/session.ts';
import type { Sessions } from '../chat/sessions.ts';
import type { ChatController } from './chatController.ts';

/**
 * Shows a chat: of a long one its end at once, and the whole as soon as it is read, unless another
 * one is shown by then. @throws PlumbError if there is no such chat
 */
export async function openInSteps(
  id: string,
  sessions: Sessions,
  controller: ChatController,
  show: (session: Session) => void,
): Promise<Session> {
  const before = controller.session;
  const first = before.id === id ? before : await sessions.preview(id);
  if (first !== undefined && first !== before) show(first);
  const session = await sessions.open(id);
  const isStillWanted = controller.session === (first ?? before);
  if (isStillWanted && session !== controller.session) show(session);
  if (first !== session) first?.dispose();
  // Another window may have gone on with it since it was opened here.
  await session.look();
  return session;
}

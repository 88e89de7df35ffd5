import type { Sessions } from '../../chat/sessions.ts';
import type { Surfaces } from './surfaces.ts';

/** Ends what runs in a chat of this window; where it is shown, the panel says so at once. */
export function stopChat(
  id: string,
  surfaces: Pick<Surfaces, 'all'>,
  sessions: Pick<Sessions, 'loaded'>,
): void {
  const shown = surfaces.all.find(({ controller }) => controller.session.id === id);
  const hidden = sessions.loaded().find(session => session.id === id);
  (shown?.controller ?? hidden)?.stop();
}

import type { Sessions } from '../../chat/sessions.ts';
import type { Surfaces } from './surfaces.ts';

/** Ends what runs in a chat of this window; where it is shown, the panel says so at once. */
export function stopChat(
  id: string,
  surfaces: Pick<Surfaces, 'all'>,
  sessions: Pick<Sessions, 'stop'>,
): void {
  const shown = surfaces.all.find(({ controller }) => controller.session.id === id);
  if (shown === undefined) sessions.stop(id);
  else shown.stop();
}

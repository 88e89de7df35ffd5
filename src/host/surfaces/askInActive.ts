import type { Attachment } from '../../chat/eventParts.ts';
import type { Surfaces } from './surfaces.ts';

/** Asks in the chat of the surface that was used last, which is shown for it. */
export function askInActive(
  surfaces: Pick<Surfaces, 'active'>,
): (text: string, attachment: Attachment) => Promise<void> {
  return async (text, attachment) => {
    const { active } = surfaces;
    await active.page.reveal();
    if (!(await active.ensureKey())) return;
    await active.controller.session.send({ text, attachments: [attachment] });
  };
}

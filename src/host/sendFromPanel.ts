import type { Session } from '../chat/session.ts';
import type { Params } from '../protocol/messages.ts';
import type { Attachments } from './attachments/createAttachments.ts';
import type { Chats } from './chats.ts';

/**
 * Takes a message that was written in the panel: reads anew what goes along, keeps its images, then
 * sends it in the delivery of the chat, or lets it wait for the turn that runs.
 * @throws PlumbError if a chip, an image or the message is not taken; nothing was sent then
 */
export async function sendFromPanel(
  { text, images = [], options = {}, chips = [], whenBusy }: Params<'send'>,
  session: Session,
  {
    images: kept,
    deliveries,
    attachments,
  }: Pick<Chats, 'images' | 'deliveries'> & { readonly attachments: Attachments },
): Promise<void> {
  const delivery = deliveries.of(session);
  const { numberResults = 1, toolChoice } = options;
  const message = {
    text,
    attachments: await attachments.read(chips),
    images: await Promise.all(images.map(image => kept.keep(session.id, image))),
    options: {
      ...(delivery === 'stream' ? {} : { delivery }),
      ...(numberResults === 1 ? {} : { numberResults }),
      ...(toolChoice === undefined ? {} : { toolChoice }),
    },
  };
  await session.send(message, whenBusy);
  await attachments.sent(chips);
}

import type { Session } from '../chat/session.ts';
import type { Params } from '../protocol/messages.ts';
import type { Chats } from './chats.ts';

/**
 * Takes a message that was written in the panel: keeps its images, then sends it in the delivery of
 * the chat, or lets it wait for the turn that runs. @throws PlumbError if an image or the message is not taken; nothing was sent then
 */
export async function sendFromPanel(
  { text, images = [], options = {}, whenBusy }: Params<'send'>,
  session: Session,
  { images: kept, deliveries }: Pick<Chats, 'images' | 'deliveries'>,
): Promise<void> {
  const delivery = deliveries.of(session);
  const { numberResults = 1, toolChoice } = options;
  const message = {
    text,
    images: await Promise.all(images.map(image => kept.keep(session.id, image))),
    options: {
      ...(delivery === 'stream' ? {} : { delivery }),
      ...(numberResults === 1 ? {} : { numberResults }),
      ...(toolChoice === undefined ? {} : { toolChoice }),
    },
  };
  await session.send(message, whenBusy);
}

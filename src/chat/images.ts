import { conversationOf } from './conversation.ts';
import type { MessageImage } from './eventParts.ts';
import type { ChatEvent } from './events.ts';

/** An image of the conversation as it is now, in the order in which the messages name them. */
export interface ChatImage {
  readonly image: MessageImage;
  /** It came with the message that is being answered, so it has not been sent in an earlier turn. */
  readonly isNew: boolean;
  /** The service's UUID of it, once it was uploaded. */
  readonly mediaUUID: string | undefined;
}

/** The images that a request has to carry; those from before a summary are gone with their messages. */
export function imagesOf(events: readonly ChatEvent[]): ChatImage[] {
  const uploads = new Map<string, string | undefined>();
  // What was uploaded stays uploaded, also by a message that was taken back.
  for (const event of events) {
    if (event.type === 'imageUploaded') uploads.set(event.imageId, event.mediaUUID);
  }
  let images: MessageImage[] = [];
  let older = 0;
  for (const event of conversationOf(events)) {
    if (event.type === 'userMessage') {
      older = images.length;
      images.push(...(event.images ?? []));
    } else if (event.type === 'toolEnded') {
      images.push(...(event.images ?? []));
    } else if (event.type === 'summarised') {
      images = [];
      older = 0;
    }
  }
  return images.map((image, index) => ({
    image,
    isNew: index >= older,
    mediaUUID: uploads.get(image.id),
  }));
}

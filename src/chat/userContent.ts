import type { Attachment, MessageImage } from './eventParts.ts';
import type { ChatEvent } from './events.ts';
import { fenced, oneLine } from './fence.ts';

type UserMessage = Extract<ChatEvent, { type: 'userMessage' }>;

/**
 * A message as the model is sent it: the words, what was attached as fenced text, and which images
 * belong to it, for the wire carries those apart from the messages (spec/runware-api.md 3.2).
 * @param firstImage number of its first image in the chat, from 1
 */
export function userContent(message: UserMessage, firstImage: number): string {
  const { text, attachments, images = [] } = message;
  const named = imageNames(images, firstImage, 'message');
  return [text, ...attachments.map(attachmentBlock), ...named].join('\n\n');
}

/** Which images belong to a row, by their numbers in the chat. */
export function imageNames(
  images: readonly Pick<MessageImage, 'name'>[],
  first: number,
  row: 'message' | 'result',
): string[] {
  return images.map(
    ({ name }, index) => `Image ${first + index} belongs to this ${row}: ${oneLine(name)}`,
  );
}

/** `Attached src/a.ts:3-9:` and the text in a fence that nothing inside it can close. */
function attachmentBlock({ label, language, text }: Attachment): string {
  return `Attached ${oneLine(label)}:\n${fenced(text, language)}`;
}

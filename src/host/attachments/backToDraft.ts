import { PlumbError } from '../../base/errors.ts';
import type { Attachment, MessageImage } from '../../chat/eventParts.ts';
import type { Chip, Draft } from '../../protocol/requests/composer.ts';
import type { ChatImages } from '../chatImages.ts';
import { readRef } from './chipRef.ts';
import type { Attachments } from './createAttachments.ts';

/**
 * A message that was not sent after all, as it is written: with chips that are read anew when it is
 * sent, and its images.
 */
export async function backToDraft(
  chatId: string,
  message: {
    readonly text: string;
    readonly attachments: readonly Attachment[];
    readonly images?: readonly MessageImage[] | undefined;
  },
  kept: {
    readonly attachments: Pick<Attachments, 'chip' | 'ofText'>;
    readonly images: Pick<ChatImages, 'dataUri'>;
  },
): Promise<Draft> {
  const { text, attachments, images = [] } = message;
  return {
    text,
    chips: (await Promise.all(attachments.map(one => chipOf(one, kept.attachments)))).flat(),
    images: await Promise.all(images.map(image => draftImage(chatId, image, kept.images))),
  };
}

/**
 * What is gone by now, as a pasted text is with its sending, goes along as the text that it was;
 * what a person was asked about does not, for the answer may be another one now.
 */
async function chipOf(
  attachment: Attachment,
  attachments: Pick<Attachments, 'chip' | 'ofText'>,
): Promise<Chip[]> {
  const { ref, text, label, origin } = attachment;
  const asItWas = async (): Promise<Chip[]> =>
    origin === 'secret' || origin === 'ignored'
      ? []
      : [{ ...(await attachments.ofText(text)), label }];
  if (ref === undefined) return asItWas();
  try {
    return [await attachments.chip(readRef(ref))];
  } catch (error) {
    if (error instanceof PlumbError) return asItWas();
    throw error;
  }
}

async function draftImage(
  chatId: string,
  image: MessageImage,
  images: Pick<ChatImages, 'dataUri'>,
): Promise<Draft['images'][number]> {
  const { name, url, thumbnail } = image;
  if (url !== undefined) return { name, base64: '', url };
  const dataUri = await images.dataUri(chatId, image);
  return {
    name,
    base64: dataUri.slice(dataUri.indexOf(',') + 1),
    ...(thumbnail === undefined ? {} : { thumbnail }),
  };
}

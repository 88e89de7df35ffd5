import * as l10n from '@vscode/l10n';
import { PlumbError } from '../base/errors.ts';
import { sha256 } from '../base/hash.ts';
import type { MessageImage } from '../chat/eventParts.ts';
import type { ImagePort } from '../chat/imagePort.ts';
import type { ImageStore } from '../chat/imageStore.ts';
import type { OutgoingImage } from '../protocol/viewModel.ts';
import { acceptImage } from './acceptImage.ts';

/** Characters of a data URI that is only there to be looked at in the panel. */
const LONGEST_THUMBNAIL = 40_000;

/** The images of all chats: kept beside the chats' logs, which only name them. */
export interface ChatImages extends ImagePort {
  /**
   * Takes an image that goes along with a message.
   * @throws PlumbError if it is no image that the model takes, or too large
   */
  keep(chatId: string, outgoing: OutgoingImage): Promise<MessageImage>;
}

export function createChatImages(parts: {
  readonly store: ImageStore;
  readonly takesUploads: ImagePort['takesUploads'];
  readonly upload: ImagePort['upload'];
}): ChatImages {
  const { store, takesUploads, upload } = parts;
  return {
    keep: async (chatId, outgoing) => {
      if (outgoing.kind === 'url') return imageByUrl(outgoing);
      const { name, thumbnail } = outgoing;
      const accepted = acceptImage(Buffer.from(outgoing.base64, 'base64'), name);
      const id = await store.put(chatId, accepted.bytes);
      return {
        id,
        name,
        mediaType: accepted.mediaType,
        ...(isThumbnail(thumbnail) ? { thumbnail } : {}),
      };
    },
    dataUri: async (chatId, { id, name, mediaType }) => {
      const bytes = await store.get(chatId, id);
      if (bytes === undefined) {
        throw new PlumbError(
          l10n.t('The image {0} of this chat is not there any more. Attach it anew.', name),
        );
      }
      return `data:${mediaType};base64,${Buffer.from(bytes).toString('base64')}`;
    },
    takesUploads,
    upload,
  };
}

async function imageByUrl({
  name,
  url,
}: Extract<OutgoingImage, { kind: 'url' }>): Promise<MessageImage> {
  const parsed = URL.canParse(url) ? new URL(url) : undefined;
  if (parsed === undefined || !/^https?:$/.test(parsed.protocol) || parsed.username !== '') {
    throw new PlumbError(l10n.t('This is not the address of an image: {0}', url));
  }
  return { id: await sha256(parsed.href), name, mediaType: '', url: parsed.href };
}

function isThumbnail(thumbnail: string | undefined): thumbnail is string {
  return (
    thumbnail !== undefined &&
    thumbnail.length <= LONGEST_THUMBNAIL &&
    /^data:image\/(png|jpeg|webp);base64,[A-Za-z0-9+/=]+$/.test(thumbnail)
  );
}

import type { FilesPort } from '../tools/ports.ts';
import { MAX_IMAGE_FILE_BYTES, type ToolImagesPort } from '../tools/toolImage.ts';
import type { ChatImages } from './chatImages.ts';

/**
 * The images that tools bring into a chat. They are kept by the rules of those that a person
 * attaches: without metadata, and not too large, for no panel is there to make them small.
 * @param takesImages whether the model in use takes images
 * @returns the port of the chat of that id
 */
export function createToolImages(
  chatImages: Pick<ChatImages, 'keep'>,
  takesImages: () => boolean,
  files: Pick<FilesPort, 'bytes'>,
): (chatId: string) => ToolImagesPort {
  return chatId => ({
    areTaken: takesImages,
    keep: async path => {
      const bytes = await files.bytes(path, MAX_IMAGE_FILE_BYTES);
      const base64 = Buffer.from(bytes).toString('base64');
      const { id, name, mediaType } = await chatImages.keep(chatId, {
        kind: 'data',
        name: path.display,
        base64,
      });
      return { id, name, mediaType };
    },
  });
}

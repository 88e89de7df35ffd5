import * as vscode from 'vscode';
import { sha256OfBytes } from '../files/sha256OfBytes.ts';
import type { FilesPort } from '../../tools/ports.ts';
import { MAX_IMAGE_FILE_BYTES, type ToolImagesPort } from '../../tools/toolImage.ts';
import { acceptImage } from '../acceptImage.ts';

/** The images that one call shows: handed over with its result, and kept nowhere. */
export function imagesForAsker(files: Pick<FilesPort, 'bytes'>): {
  readonly port: ToolImagesPort;
  kept(): readonly vscode.LanguageModelDataPart[];
} {
  const kept: vscode.LanguageModelDataPart[] = [];
  return {
    port: {
      // Whether the asker's model takes images only the asker knows.
      areTaken: () => true,
      keep: async path => {
        const image = acceptImage(await files.bytes(path, MAX_IMAGE_FILE_BYTES), path.display);
        kept.push(vscode.LanguageModelDataPart.image(image.bytes, image.mediaType));
        const id = sha256OfBytes(image.bytes);
        return { id, name: path.display, mediaType: image.mediaType };
      },
    },
    kept: () => kept,
  };
}

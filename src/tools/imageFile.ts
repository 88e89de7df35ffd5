import { BrokenImage } from '../base/imageReader.ts';
import { imageSizeOf, type ImageSize } from '../base/imageSize.ts';
import { imageTypeOf } from '../base/imageType.ts';
import type { WorkspacePath } from './ports.ts';
import { ToolRefusal, type ToolContext } from './tool.ts';
import { MAX_IMAGE_FILE_BYTES, type ToolImage } from './toolImage.ts';

/** An image that goes with the next request, and its size in pixels. */
export interface KeptImage extends ImageSize {
  readonly image: ToolImage;
}

export function hasImageName({ display }: WorkspacePath): boolean {
  return /\.(?:png|jpe?g|gif|webp|bmp)$/i.test(display);
}

/**
 * Brings an image file into the conversation, told by its bytes and not by its name.
 * @returns undefined if it is no image
 * @throws ToolRefusal if it is one that cannot be shown; PlumbError if its bytes are not to be had
 */
export async function keepImage(
  path: WorkspacePath,
  { files, images }: Pick<ToolContext, 'files' | 'images'>,
): Promise<KeptImage | undefined> {
  const bytes = await files.bytes(path, MAX_IMAGE_FILE_BYTES);
  const type = imageTypeOf(bytes);
  if (type === undefined) return undefined;
  const kind = `${path.display} is an image (${type}, ${bytes.length} bytes`;
  const size = sizeOf(bytes);
  if (size === undefined) {
    throw new ToolRefusal(`${kind}) that is damaged or cut off, so it cannot be looked at.`);
  }
  if (!images.areTaken()) {
    throw new ToolRefusal(
      `${kind}, ${size.width} × ${size.height} pixels), and the model in use takes no images. Ask the user what is to be seen on it.`,
    );
  }
  return { image: await images.keep(path), width: size.width, height: size.height };
}

function sizeOf(bytes: Uint8Array): ImageSize | undefined {
  try {
    return imageSizeOf(bytes);
  } catch (error) {
    if (error instanceof BrokenImage) return undefined;
    throw error;
  }
}

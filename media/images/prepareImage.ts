import * as l10n from '@vscode/l10n';
import { PlumbError } from '../../src/base/errors.ts';
import { imageTypeOf, type ImageType } from '../../src/base/imageType.ts';
import { carriesMetadata } from './carriesMetadata.ts';
import { thumbnailOf } from './thumbnail.ts';

/** CSS pixels of the long side; the service stores no more (spec 8). */
const LONGEST_SIDE = 2_048;

/** Bytes of a file that is still opened; far beyond any photo. */
const LARGEST_FILE = 60_000_000;

export interface PreparedImage {
  /** PNG or JPEG, at most 2048 pixels on the long side, upright, without metadata. */
  readonly file: Blob;
  /** Data URI of at most 12 KB. */
  readonly thumbnail: string;
}

/**
 * Makes an image fit to be sent. What is already small and plain keeps its bytes; all else is drawn
 * anew, which leaves place, camera and author behind.
 * @throws PlumbError if the bytes are no image that can be sent
 */
export async function prepareImage(
  name: string,
  bytes: Uint8Array<ArrayBuffer>,
): Promise<PreparedImage> {
  const type = imageTypeOf(bytes);
  if (type === undefined) {
    throw new PlumbError(
      l10n.t('“{0}” is no image that can be sent. PNG, JPEG, WebP, GIF and BMP can.', name),
    );
  }
  if (bytes.length > LARGEST_FILE) {
    throw new PlumbError(l10n.t('“{0}” is too large to be opened here (over 60 MB).', name));
  }
  const original = new Blob([bytes], { type });
  const bitmap = await decoded(name, original);
  try {
    const scale = Math.min(1, LONGEST_SIDE / Math.max(bitmap.width, bitmap.height));
    const isFit =
      scale === 1 &&
      (type === 'image/png' || type === 'image/jpeg') &&
      !carriesMetadata(bytes, type);
    const file = isFit ? original : await redrawn(bitmap, scale, type);
    return { file, thumbnail: await thumbnailOf(bitmap) };
  } finally {
    bitmap.close();
  }
}

async function decoded(name: string, file: Blob): Promise<ImageBitmap> {
  try {
    return await createImageBitmap(file, { imageOrientation: 'from-image' });
  } catch (error) {
    throw new PlumbError(l10n.t('“{0}” cannot be read: the image is damaged or too large.', name), {
      cause: error,
    });
  }
}

async function redrawn(bitmap: ImageBitmap, scale: number, type: ImageType): Promise<Blob> {
  const width = Math.max(1, Math.round(bitmap.width * scale));
  const height = Math.max(1, Math.round(bitmap.height * scale));
  const canvas = new OffscreenCanvas(width, height);
  const context = canvas.getContext('2d', { willReadFrequently: true });
  if (context === null) throw new Error('The page has no canvas');
  context.imageSmoothingQuality = 'high';
  context.drawImage(bitmap, 0, 0, width, height);
  const isPng =
    type === 'image/png' ||
    (type !== 'image/jpeg' && isSeeThrough(context.getImageData(0, 0, width, height).data));
  return canvas.convertToBlob(isPng ? { type: 'image/png' } : { type: 'image/jpeg', quality: 0.9 });
}

/** @param pixels four bytes each, the last of them the opacity */
function isSeeThrough(pixels: Uint8ClampedArray): boolean {
  for (let at = 3; at < pixels.length; at += 4) if (pixels[at] !== 255) return true;
  return false;
}

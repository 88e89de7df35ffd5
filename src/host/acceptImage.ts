import * as l10n from '@vscode/l10n';
import { PlumbError } from '../base/errors.ts';
import { withoutMetadata } from '../base/imageMetadata.ts';
import { BrokenImage } from '../base/imageReader.ts';
import { imageSizeOf } from '../base/imageSize.ts';
import { imageTypeOf, type ImageType } from '../base/imageType.ts';

/** An image that may be sent: it says nothing of where and by whom it was made. */
export interface AcceptedImage {
  readonly bytes: Uint8Array;
  readonly mediaType: ImageType;
  /** Pixels. */
  readonly width: number;
  readonly height: number;
}

export const MAX_IMAGE_BYTES = 20 * 1_024 * 1_024;
/** Of the longer side, in pixels. */
export const MAX_IMAGE_SIDE = 2_048;

/**
 * Takes an image where no panel could make it smaller or turn it: its metadata is cut out by bytes,
 * and one that is too large is refused.
 * @param name for the message
 * @throws PlumbError if it is no image that is taken, is broken, or is too large
 */
export function acceptImage(bytes: Uint8Array, name: string): AcceptedImage {
  const mediaType = imageTypeOf(bytes);
  if (mediaType === undefined) {
    throw new PlumbError(
      l10n.t('{0} is no image that can be sent. PNG, JPEG, WebP, GIF and BMP can.', name),
    );
  }
  if (bytes.length > MAX_IMAGE_BYTES) {
    throw new PlumbError(
      l10n.t('{0} is larger than {1} MB. Make it smaller, then add it again.', name, 20),
    );
  }
  const { clean, width, height } = read(bytes, name);
  if (Math.max(width, height) > MAX_IMAGE_SIDE) {
    throw new PlumbError(
      l10n.t(
        '{0} is {1} × {2} pixels; {3} on the longer side are taken. Make it smaller; the panel does it by itself when you drop it there.',
        name,
        width,
        height,
        MAX_IMAGE_SIDE,
      ),
    );
  }
  return { bytes: clean, mediaType, width, height };
}

function read(
  bytes: Uint8Array,
  name: string,
): { readonly clean: Uint8Array; readonly width: number; readonly height: number } {
  try {
    return { ...imageSizeOf(bytes), clean: withoutMetadata(bytes) };
  } catch (error) {
    if (!(error instanceof BrokenImage)) throw error;
    throw new PlumbError(l10n.t('{0} is damaged or cut off, so it cannot be sent.', name), {
      detail: error.message,
      cause: error,
    });
  }
}

import { dataUriOf } from './base64.ts';

/** UTF-16 code units of a thumbnail's data URI; it is kept in the chat's log. */
const LONGEST = 12 * 1_024;

/** From the best to what always fits: pixels of the long side, and quality. */
const STEPS: readonly (readonly [side: number, quality: number])[] = [
  [128, 0.8],
  [128, 0.5],
  [96, 0.4],
  [64, 0.3],
  [32, 0.3],
];

/** A small picture of an image as data URI; WebP, since that keeps what is see-through. */
export async function thumbnailOf(bitmap: ImageBitmap): Promise<string> {
  let smallest = '';
  for (const [side, quality] of STEPS) {
    smallest = await drawn(bitmap, side, quality);
    if (smallest.length <= LONGEST) break;
  }
  return smallest;
}

async function drawn(bitmap: ImageBitmap, side: number, quality: number): Promise<string> {
  const scale = Math.min(1, side / Math.max(bitmap.width, bitmap.height));
  const width = Math.max(1, Math.round(bitmap.width * scale));
  const height = Math.max(1, Math.round(bitmap.height * scale));
  const canvas = new OffscreenCanvas(width, height);
  const context = canvas.getContext('2d');
  if (context === null) throw new Error('The page has no canvas');
  context.imageSmoothingQuality = 'high';
  context.drawImage(bitmap, 0, 0, width, height);
  return dataUriOf(await canvas.convertToBlob({ type: 'image/webp', quality }));
}

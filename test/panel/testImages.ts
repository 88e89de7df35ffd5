import type { Page } from 'playwright-core';

/**
 * An image made by the browser itself: left half red, right half blue, so that a turn can be seen.
 * @param type a type that the browser's canvas can write
 */
export async function drawnImage(
  page: Page,
  type: 'image/png' | 'image/jpeg' | 'image/webp',
  size: { readonly width: number; readonly height: number; readonly opacity?: number },
): Promise<Buffer> {
  const base64 = await page.evaluate(
    ({ imageType, width, height, opacity }) => {
      const canvas = document.createElement('canvas');
      canvas.width = width;
      canvas.height = height;
      const context = canvas.getContext('2d');
      if (context === null) throw new Error('No canvas');
      context.globalAlpha = opacity;
      context.fillStyle = '#f00';
      context.fillRect(0, 0, width / 2, height);
      context.fillStyle = '#00f';
      context.fillRect(width / 2, 0, width / 2, height);
      return canvas.toDataURL(imageType, 1).split(',')[1] ?? '';
    },
    { imageType: type, opacity: 1, ...size },
  );
  return Buffer.from(base64, 'base64');
}

/** Entry of an IFD: tag, type, count, value or offset; big-endian (TIFF 6.0, section 2). */
function entry(tag: number, type: number, count: number, value: number): Buffer {
  const bytes = Buffer.alloc(12);
  bytes.writeUInt16BE(tag, 0);
  bytes.writeUInt16BE(type, 2);
  bytes.writeUInt32BE(count, 4);
  if (type === 3) bytes.writeUInt16BE(value, 8);
  else bytes.writeUInt32BE(value, 8);
  return bytes;
}

function directory(...entries: readonly Buffer[]): Buffer {
  const count = Buffer.alloc(2);
  count.writeUInt16BE(entries.length);
  return Buffer.concat([count, ...entries, Buffer.alloc(4)]);
}

/** The maker that stands in what `withExif` adds. */
export const MAKER = 'Secret Camera';

/** The same JPEG as a phone writes it: who made it, where, and that it is to be turned by 90°. */
export function withExif(jpeg: Buffer): Buffer {
  const maker = Buffer.from(`${MAKER}\0`, 'latin1');
  const gpsAt = 8 + 2 + 3 * 12 + 4;
  const makerAt = gpsAt + 2 + 2 * 12 + 4;
  const tiff = Buffer.concat([
    Buffer.from('MM\0*\0\0\0\b', 'latin1'),
    directory(
      entry(0x010f, 2, maker.length, makerAt),
      entry(0x0112, 3, 1, 6),
      entry(0x8825, 4, 1, gpsAt),
    ),
    // 51° north, as reference and degrees.
    directory(entry(0x0001, 2, 2, 0x4e000000), entry(0x0002, 4, 1, 51)),
    maker,
  ]);
  const body = Buffer.concat([Buffer.from('Exif\0\0', 'latin1'), tiff]);
  const head = Buffer.from([0xff, 0xe1, 0, 0]);
  head.writeUInt16BE(body.length + 2, 2);
  return Buffer.concat([jpeg.subarray(0, 2), head, body, jpeg.subarray(2)]);
}

/** A bitmap of 24 bits without compression, all of it green. */
export function bitmap(width: number, height: number): Buffer {
  const row = Math.ceil((width * 3) / 4) * 4;
  const bytes = Buffer.alloc(54 + row * height);
  bytes.write('BM', 'latin1');
  bytes.writeUInt32LE(bytes.length, 2);
  bytes.writeUInt32LE(54, 10);
  bytes.writeUInt32LE(40, 14);
  bytes.writeInt32LE(width, 18);
  bytes.writeInt32LE(height, 22);
  bytes.writeUInt16LE(1, 26);
  bytes.writeUInt16LE(24, 28);
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) bytes[54 + y * row + x * 3 + 1] = 255;
  }
  return bytes;
}

/** What an image is when a browser draws it, turned as its Exif says: its type by its bytes, size, and two of its pixels. */
export async function drawnAs(
  page: Page,
  bytes: Buffer,
): Promise<{ type: string; width: number; height: number; top: string; bottom: string }> {
  const drawn = await page.evaluate(async base64 => {
    const file = Uint8Array.from(atob(base64), character => character.charCodeAt(0));
    const image = await createImageBitmap(new Blob([file]));
    const canvas = new OffscreenCanvas(image.width, image.height);
    const context = canvas.getContext('2d');
    if (context === null) throw new Error('No canvas');
    context.drawImage(image, 0, 0);
    const [x, end] = [Math.floor(image.width / 2), image.height - 1];
    const pixels = [0, end].map(y => [...context.getImageData(x, y, 1, 1).data]);
    return { width: image.width, height: image.height, pixels };
  }, bytes.toString('base64'));
  const [top, bottom] = drawn.pixels.map(colourName);
  return {
    type: bytes.readUInt16BE(0) === 0xffd8 ? 'jpeg' : bytes.toString('latin1', 1, 4).toLowerCase(),
    width: drawn.width,
    height: drawn.height,
    top: top ?? '',
    bottom: bottom ?? '',
  };
}

function colourName([red = 0, green = 0, blue = 0]: readonly number[]): string {
  if (red > 200 && green < 60 && blue < 60) return 'red';
  if (blue > 200 && red < 60 && green < 60) return 'blue';
  return green > 200 && red < 60 && blue < 60 ? 'green' : `${red},${green},${blue}`;
}

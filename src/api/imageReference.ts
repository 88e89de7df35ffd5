import * as z from 'zod';

/**
 * An image as the model page takes it: the UUID of an upload, a public URL, a data URI, or raw
 * base64. Megabytes long, so nothing here looks at a character twice.
 */
export const ImageReference = z
  .string()
  .refine(isImage, 'must be a UUID, an http(s) URL, a data URI of an image, or base64');

const DATA_URI = /^data:image\/[a-zA-Z]+;base64,/;
const UUID = z.uuid();

function isImage(text: string): boolean {
  const head = DATA_URI.exec(text)?.[0];
  if (head !== undefined) return isBase64(text.slice(head.length));
  if (/^https?:/i.test(text)) return URL.canParse(text);
  return isBase64(text) || UUID.safeParse(text).success;
}

function isBase64(text: string): boolean {
  return text !== '' && !/[^a-zA-Z0-9+/=]/.test(text);
}

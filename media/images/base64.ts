/** `data:<type>;base64,…` of a file; the browser encodes, which is the fast way for megabytes. */
export async function dataUriOf(file: Blob): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(typeof reader.result === 'string' ? reader.result : '');
    reader.onerror = () => reject(reader.error ?? new Error('The file cannot be read'));
    reader.readAsDataURL(file);
  });
}

/** Base64 of a file's bytes. */
export async function base64Of(file: Blob): Promise<string> {
  const uri = await dataUriOf(file);
  return uri.slice(uri.indexOf(',') + 1);
}

/** @throws DOMException if the text is no Base64 */
export function bytesOf(base64: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(base64), character => character.charCodeAt(0));
}

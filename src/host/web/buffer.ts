export type Encoding = 'utf8' | 'utf-8' | 'utf16le' | 'latin1' | 'hex' | 'base64';

/**
 * Stands for Node's `Buffer` in a web worker, as far as the shared sources use it. It is a class
 * because they ask bytes themselves for their text.
 */
export class Buffer extends Uint8Array {
  static override from(source: string | ArrayLike<number> | Iterable<number>): Buffer;
  static override from(source: string, encoding: Encoding): Buffer;
  static override from(
    source: string | ArrayLike<number> | Iterable<number>,
    encoding: unknown = 'utf8',
  ): Buffer {
    if (typeof source === 'string') return bytesOf(source, encoding);
    return 'length' in source ? new Buffer(source) : new Buffer(Uint8Array.from(source));
  }

  static alloc(length: number): Buffer {
    return new Buffer(length);
  }

  static allocUnsafe(length: number): Buffer {
    return new Buffer(length);
  }

  static byteLength(text: string): number {
    return new TextEncoder().encode(text).length;
  }

  static concat(parts: readonly Uint8Array[]): Buffer {
    const whole = new Buffer(parts.reduce((sum, { length }) => sum + length, 0));
    let at = 0;
    for (const part of parts) {
      whole.set(part, at);
      at += part.length;
    }
    return whole;
  }

  static compare(a: Uint8Array, b: Uint8Array): -1 | 0 | 1 {
    const length = Math.min(a.length, b.length);
    for (let at = 0; at < length; at += 1) {
      const difference = (a[at] ?? 0) - (b[at] ?? 0);
      if (difference !== 0) return difference < 0 ? -1 : 1;
    }
    if (a.length === b.length) return 0;
    return a.length < b.length ? -1 : 1;
  }

  override toString(encoding: Encoding = 'utf8', start = 0, end = this.length): string {
    const bytes = new Uint8Array(this.buffer, this.byteOffset, this.length).subarray(start, end);
    switch (encoding) {
      case 'utf8':
      case 'utf-8':
        return new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
      case 'utf16le':
        return characters(new Uint16Array(bytes.slice(0, bytes.length & ~1).buffer));
      case 'latin1':
        return characters(bytes);
      case 'hex':
        return Array.from(bytes, byte => byte.toString(16).padStart(2, '0')).join('');
      case 'base64':
        return btoa(characters(bytes));
    }
  }
}

function bytesOf(text: string, encoding: unknown): Buffer {
  switch (encoding) {
    case 'base64':
      return each(decodedBase64(text), 0xff);
    case 'latin1':
      return each(text, 0xff);
    case 'utf16le': {
      const units = Uint16Array.from({ length: text.length }, (_unit, at) => text.charCodeAt(at));
      return new Buffer(new Uint8Array(units.buffer));
    }
    case 'hex':
      return new Buffer((text.match(/../g) ?? []).map(pair => Number.parseInt(pair, 16)));
    default:
      return new Buffer(new TextEncoder().encode(text));
  }
}

/** As Node takes it: of either alphabet, and without what is none of it. */
function decodedBase64(text: string): string {
  const plain = text
    .replaceAll('-', '+')
    .replaceAll('_', '/')
    .replace(/[^A-Za-z0-9+/]/g, '');
  return atob(plain.length % 4 === 1 ? plain.slice(0, -1) : plain);
}

function each(text: string, mask: number): Buffer {
  const bytes = new Buffer(text.length);
  for (let at = 0; at < text.length; at += 1) bytes[at] = text.charCodeAt(at) & mask;
  return bytes;
}

/** In pieces: a call takes no more arguments than some ten thousand. */
function characters(units: Uint8Array | Uint16Array): string {
  let text = '';
  for (let at = 0; at < units.length; at += 8_192) {
    text += String.fromCharCode(...units.subarray(at, at + 8_192));
  }
  return text;
}

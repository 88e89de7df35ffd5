/** As `sha256OfBytes.ts`, by FIPS 180-4: what the platform has gives a promise. */
export function sha256OfBytes(bytes: Uint8Array | string): string {
  const message = padded(typeof bytes === 'string' ? new TextEncoder().encode(bytes) : bytes);
  const view = new DataView(message.buffer);
  const hash = Int32Array.from(ROOTS);
  const words = new Int32Array(64);
  for (let block = 0; block < message.length; block += 64) {
    for (let at = 0; at < 16; at += 1) words[at] = view.getInt32(block + at * 4);
    for (let at = 16; at < 64; at += 1) words[at] = scheduled(words, at);
    compress(hash, words);
  }
  return Array.from(hash, word => (word >>> 0).toString(16).padStart(8, '0')).join('');
}

/** The first 32 bits of the fractional parts of the first primes' square and cube roots. */
const PRIMES = firstPrimes(64);
const ROOTS = PRIMES.slice(0, 8).map(prime => fraction(Math.sqrt(prime)));
const KEYS = Int32Array.from(PRIMES.map(prime => fraction(Math.cbrt(prime))));

function firstPrimes(count: number): readonly number[] {
  const primes: number[] = [];
  for (let candidate = 2; primes.length < count; candidate += 1) {
    if (primes.every(prime => candidate % prime !== 0)) primes.push(candidate);
  }
  return primes;
}

function fraction(root: number): number {
  return ((root - Math.floor(root)) * 2 ** 32) | 0;
}

function padded(bytes: Uint8Array): Uint8Array {
  const message = new Uint8Array(Math.ceil((bytes.length + 9) / 64) * 64);
  message.set(bytes);
  message[bytes.length] = 0x80;
  const bits = new DataView(message.buffer, message.length - 8);
  bits.setUint32(0, Math.floor(bytes.length / 2 ** 29));
  bits.setUint32(4, bytes.length << 3);
  return message;
}

function right(word: number, by: number): number {
  return (word >>> by) | (word << (32 - by));
}

function scheduled(words: Int32Array, at: number): number {
  const [a = 0, b = 0] = [words[at - 15], words[at - 2]];
  const first = right(a, 7) ^ right(a, 18) ^ (a >>> 3);
  const second = right(b, 17) ^ right(b, 19) ^ (b >>> 10);
  return ((words[at - 16] ?? 0) + first + (words[at - 7] ?? 0) + second) | 0;
}

function compress(hash: Int32Array, words: Int32Array): void {
  let [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0, h = 0] = hash;
  for (let at = 0; at < 64; at += 1) {
    const chosen = (e & f) ^ (~e & g);
    const mixed = right(e, 6) ^ right(e, 11) ^ right(e, 25);
    const one = (h + mixed + chosen + (KEYS[at] ?? 0) + (words[at] ?? 0)) | 0;
    const majority = (a & b) ^ (a & c) ^ (b & c);
    const two = ((right(a, 2) ^ right(a, 13) ^ right(a, 22)) + majority) | 0;
    [h, g, f, e, d, c, b, a] = [g, f, e, (d + one) | 0, c, b, a, (one + two) | 0];
  }
  [a, b, c, d, e, f, g, h].forEach((word, at) => {
    hash[at] = ((hash[at] ?? 0) + word) | 0;
  });
}

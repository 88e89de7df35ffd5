/**
 * Looks how a body begins.
 * @returns its first character that is no space (ASCII; undefined if there is none), and the body
 * as it was, to be read from its beginning
 */
export async function peeked(body: AsyncIterable<Uint8Array>): Promise<{
  readonly first: string | undefined;
  readonly body: AsyncIterable<Uint8Array>;
}> {
  const bytes = body[Symbol.asyncIterator]();
  const seen: Uint8Array[] = [];
  for (;;) {
    const next: IteratorResult<Uint8Array, unknown> = await bytes.next();
    if (next.done === true) return { first: undefined, body: again(seen, bytes) };
    seen.push(next.value);
    const byte = next.value.find(isVisible);
    if (byte !== undefined) {
      return { first: String.fromCharCode(byte), body: again(seen, bytes) };
    }
  }
}

async function* again(
  seen: readonly Uint8Array[],
  rest: AsyncIterator<Uint8Array, unknown>,
): AsyncGenerator<Uint8Array> {
  try {
    yield* seen;
    yield* { [Symbol.asyncIterator]: () => rest };
  } finally {
    await rest.return?.();
  }
}

function isVisible(byte: number): boolean {
  return byte > 0x20 && byte < 0x7f;
}

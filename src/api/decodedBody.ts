import { pipeline, type Transform } from 'node:stream';
import { constants, createBrotliDecompress, createGunzip, createInflate } from 'node:zlib';

/** Each event is given as soon as its bytes are there. */
const AT_ONCE = { flush: constants.Z_SYNC_FLUSH, finishFlush: constants.Z_SYNC_FLUSH };

function decoderOf(encoding: string): Transform | undefined {
  switch (encoding) {
    case 'gzip':
    case 'x-gzip':
      return createGunzip(AT_ONCE);
    case 'deflate':
      return createInflate(AT_ONCE);
    case 'br':
      return createBrotliDecompress({ flush: constants.BROTLI_OPERATION_FLUSH });
    default:
      return undefined;
  }
}

/**
 * A body as it was before something in between compressed it: we ask for bytes as they are, and not
 * every proxy heeds that. A form that nobody knows is handed on as it came.
 * @param encoding the header `content-encoding`
 */
export function decodedBody(
  body: AsyncIterable<Uint8Array>,
  encoding: string | null,
): AsyncIterable<Uint8Array> {
  const decoder = decoderOf(encoding?.trim().toLowerCase() ?? '');
  if (decoder === undefined) return body;
  // Whatever went wrong is thrown to the reader.
  return pipeline(body, decoder, () => undefined);
}

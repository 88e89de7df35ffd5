import { DONE } from './sse.ts';

/** What may still come behind the end of an answer, and for how long. */
const REST_BYTES = 64 * 1_024;
const REST_MS = 1_000;

/**
 * Reads a body on behind the end of the answer, unseen, so that its connection is free for the next
 * request. undici throws a connection away whose body was broken off, and makes two new ones for it.
 * @param cut ends the request; called if the body does not end soon
 */
export async function readRest(body: AsyncIterator<Uint8Array>, cut: () => void): Promise<void> {
  const timer = setTimeout(cut, REST_MS);
  try {
    for (let bytes = 0; bytes <= REST_BYTES;) {
      const next = await body.next();
      if (next.done === true) return;
      bytes += next.value.length;
    }
    cut();
  } catch {
    // The answer is whole: what happens to its connection now is nobody's business.
  } finally {
    clearTimeout(timer);
  }
}

const TAIL_BYTES = 32;

/** Whether an answer's last event ends these bytes; one that came in two pieces is not seen. */
export function isEndOfStream(chunk: Uint8Array): boolean {
  const tail = new TextDecoder().decode(chunk.subarray(-TAIL_BYTES));
  return tail.trimEnd().endsWith(`data: ${DONE}`);
}

import { createParser, ParseError } from 'eventsource-parser';

/** UTF-16 code units that one event, or a body that is no stream, may have. */
const MAX_LENGTH = 64 * 1024 * 1024;

/**
 * Reads a response body as server-sent events: any chunking, CR, LF and CRLF, comments, a BOM.
 * A body that begins like JSON or HTML is no stream (an error or a proxy's page, with status 200);
 * it is given whole, as if it were the data of one event.
 * @returns the data of the events that each chunk completed, so that a chunk costs one await
 * @throws ParseError if an event is longer than any answer can be; whatever `body` throws
 */
export async function* readEvents(
  body: AsyncIterable<Uint8Array>,
): AsyncGenerator<readonly string[], undefined> {
  const decoder = new TextDecoder();
  const stream = createEventReader();
  let document: string[] | undefined;
  let length = 0;
  let begun = false;
  for await (const chunk of body) {
    const text = decoder.decode(chunk, { stream: true });
    if (!begun) {
      const first = /\S/.exec(text)?.[0];
      begun = first !== undefined;
      if (first === '{' || first === '[' || first === '<') document = [];
    }
    if (document === undefined) {
      const events = stream.read(text);
      if (events.length > 0) yield events;
    } else {
      length += text.length;
      if (length > MAX_LENGTH) throw tooLong();
      document.push(text);
    }
  }
  const rest = decoder.decode();
  if (document === undefined) {
    yield stream.end(rest);
    return;
  }
  const whole = document.join('') + rest;
  // JSON that was cut off is nothing, as a cut event is; a page is told as what it is.
  yield /^\s*</.test(whole) || isWhole(whole) ? [whole] : [];
}

/** Reads a body whole, as text. @throws ParseError if it is longer than any answer can be */
export async function readText(body: AsyncIterable<Uint8Array>): Promise<string> {
  const decoder = new TextDecoder();
  const parts: string[] = [];
  let length = 0;
  for await (const chunk of body) {
    const text = decoder.decode(chunk, { stream: true });
    length += text.length;
    if (length > MAX_LENGTH) throw tooLong();
    parts.push(text);
  }
  parts.push(decoder.decode());
  return parts.join('');
}

function createEventReader(): {
  read(text: string): readonly string[];
  end(rest: string): readonly string[];
} {
  let events: string[] = [];
  const parser = createParser({
    maxBufferSize: MAX_LENGTH,
    onEvent: ({ data }) => events.push(data),
    onError: error => {
      // Fields that it does not know are ignored, as the standard wants.
      if (error.type === 'max-buffer-size-exceeded') throw error;
    },
  });
  const read = (text: string): readonly string[] => {
    events = [];
    parser.feed(text);
    return events;
  };
  return {
    read,
    // The last event may lack its blank line; if it was cut off inside, it is no event.
    end: rest => read(`${rest}\n\n`).filter(isWhole),
  };
}

function isWhole(data: string): boolean {
  if (data === DONE) return true;
  try {
    JSON.parse(data);
    return true;
  } catch {
    return false;
  }
}

/** The data of the event that ends a stream. */
export const DONE = '[DONE]';

export function isTooLong(error: unknown): error is ParseError {
  return error instanceof ParseError;
}

function tooLong(): ParseError {
  return new ParseError(`The body has more than ${MAX_LENGTH} characters`, {
    type: 'max-buffer-size-exceeded',
  });
}

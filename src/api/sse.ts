import { createParser, ParseError } from 'eventsource-parser';
import { parseJson } from '../base/json.ts';

/** UTF-16 code units that one event, or a body that is no stream, may have. */
const MAX_LENGTH = 64 * 1024 * 1024;

/**
 * Reads a response body as server-sent events: any chunking, CR, LF and CRLF, comments, a BOM.
 * A body that begins like JSON or HTML is no stream (an error or a proxy's page, with status 200);
 * it is given whole, as if it were the data of one event.
 */
export interface EventStream {
  /** @returns the data of the events that the chunk completed. @throws as `readEvents` */
  read(chunk: Uint8Array): readonly string[];
  /** @returns the data of what the end of the body completes */
  end(): readonly string[];
}

/**
 * The events of a body, as `EventStream` reads them.
 * @returns the data of the events that each chunk completed, so that a chunk costs one await
 * @throws ParseError if an event is longer than any answer can be; whatever `body` throws
 */
export async function* readEvents(
  body: AsyncIterable<Uint8Array>,
): AsyncGenerator<readonly string[], undefined> {
  const stream = createEventStream();
  for await (const chunk of body) {
    const events = stream.read(chunk);
    if (events.length > 0) yield events;
  }
  yield stream.end();
}

export function createEventStream(): EventStream {
  const decoder = new TextDecoder();
  const reader = createEventReader();
  let document: string[] | undefined;
  let length = 0;
  let begun = false;
  return {
    read: chunk => {
      const text = decoder.decode(chunk, { stream: true });
      if (!begun) {
        const first = /\S/.exec(text)?.[0];
        begun = first !== undefined;
        if (first === '{' || first === '[' || first === '<') document = [];
      }
      if (document === undefined) return reader.read(text);
      length += text.length;
      if (length > MAX_LENGTH) throw tooLong();
      document.push(text);
      return [];
    },
    end: () => {
      const rest = decoder.decode();
      if (document === undefined) return reader.end(rest);
      const whole = document.join('') + rest;
      // JSON that was cut off is nothing, as a cut event is; a page is told as what it is.
      return /^\s*</.test(whole) || isWhole(whole) ? [whole] : [];
    },
  };
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
    onEvent: ({ data }) => events.push(...documentsOf(data)),
    onError: error => {
      // Fields that it does not know are ignored, as the standard wants.
      if (error.type === 'max-buffer-size-exceeded') throw error;
    },
  });
  /** True where the parser holds nothing back: right behind a blank line. */
  let between = true;
  const feed = (text: string): void => {
    parser.feed(text);
    between = text.endsWith('\n\n');
  };
  const read = (text: string): readonly string[] => {
    events = [];
    // Only an LF ends a line here, so two of them end an event.
    if (text.includes('\r')) {
      feed(text);
      return events;
    }
    const start = between ? 0 : text.indexOf('\n\n') + 2;
    if (!between) feed(start === 1 ? text : text.slice(0, start));
    if (start === 1) return events;
    const rest = takePlain(text, start, events);
    if (rest < text.length) feed(text.slice(rest));
    return events;
  };
  return {
    read,
    // The last event may lack its blank line; if it was cut off inside, it is no event.
    end: rest => read(`${rest}\n\n`).filter(isWhole),
  };
}

/**
 * Takes events of one `data` line, which nearly all are, without the parser: it costs more than
 * reading their JSON does.
 * @returns where the first other thing begins
 */
function takePlain(text: string, start: number, events: string[]): number {
  let at = start;
  while (text.startsWith('data: ', at)) {
    const end = text.indexOf('\n', at);
    if (end === -1 || text.charCodeAt(end + 1) !== LINE_FEED) break;
    events.push(text.slice(at + 6, end));
    at = end + 2;
  }
  return at;
}

const LINE_FEED = 10;

/** Some servers leave out the blank line between events: then each line is a document of its own. */
function documentsOf(data: string): readonly string[] {
  return data.includes('\n') && parseJson(data) === undefined ? data.split('\n') : [data];
}

function isWhole(data: string): boolean {
  return data === DONE || parseJson(data) !== undefined;
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

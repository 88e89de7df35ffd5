import { connect, createServer, type Socket } from 'node:net';
import { listening } from './network/listening.ts';

/** One request and its answer as they went over the wire. */
export interface TappedExchange {
  /** Request line, headers, a blank line and the body; line feeds end the lines of the head. */
  readonly request: string;
  /** The same with a status line; a chunked body is put together. */
  readonly response: string;
}

export interface WireTap {
  /** To be used in place of the service's address. */
  readonly baseUrl: string;
  /** All that went through so far, in the order of sending, once every answer came to its end. */
  exchanges(): Promise<readonly TappedExchange[]>;
  /** Ends every connection and frees the port. */
  stop(): Promise<void>;
}

/** Of which the answer may not be whole yet. */
interface Pending {
  readonly request: string;
  readonly response: Promise<string>;
}

/**
 * Stands between a client and a service on this machine, hands every byte on and keeps a copy: what
 * it shows was on the wire, and neither side knows of it.
 * @param baseUrl `http://127.0.0.1:PORT/path`
 */
export async function openWireTap(baseUrl: string): Promise<WireTap> {
  const service = new URL(baseUrl);
  const all: Pending[] = [];
  const server = createServer(client => {
    tap(client, connect(Number(service.port), service.hostname), all);
  });
  const { port, stop } = await listening(server);
  return {
    baseUrl: `http://127.0.0.1:${port}${service.pathname}`,
    exchanges: () =>
      Promise.all(
        all.map(async ({ request, response }) => ({ request, response: await response })),
      ),
    stop,
  };
}

function tap(client: Socket, service: Socket, all: Pending[]): void {
  const unanswered: ((response: string) => void)[] = [];
  const readRequests = messagesOf(request => {
    const response = new Promise<string>(resolve => unanswered.push(resolve));
    all.push({ request, response });
  });
  const readResponses = messagesOf(response => unanswered.shift()?.(response));
  client.on('data', bytes => {
    readRequests(bytes);
    service.write(bytes);
  });
  service.on('data', bytes => {
    readResponses(bytes);
    client.write(bytes);
  });
  for (const [one, other] of [
    [client, service],
    [service, client],
  ] as const) {
    one.on('end', () => other.end());
    one.on('close', () => other.destroy());
    one.on('error', () => other.destroy());
  }
}

/** Tells each HTTP message of a connection once it is whole; takes the bytes as they come. */
function messagesOf(whole: (message: string) => void): (bytes: Buffer) => void {
  let rest = Buffer.alloc(0);
  return bytes => {
    rest = Buffer.concat([rest, bytes]);
    for (let next = readMessage(rest); next !== undefined; next = readMessage(rest)) {
      rest = rest.subarray(next.end);
      whole(next.message);
    }
  };
}

interface Part {
  /** Where the part after it begins. */
  readonly end: number;
  readonly message: string;
}

/** @returns undefined as long as a part of the first message is missing */
function readMessage(bytes: Buffer): Part | undefined {
  const headEnd = bytes.indexOf('\r\n\r\n');
  if (headEnd < 0) return undefined;
  const head = bytes.toString('latin1', 0, headEnd).replaceAll('\r\n', '\n');
  const body = /^transfer-encoding: chunked$/im.test(head)
    ? readChunks(bytes, headEnd + 4)
    : readSized(bytes, headEnd + 4, Number(/^content-length: (\d+)$/im.exec(head)?.[1] ?? 0));
  return body && { end: body.end, message: `${head}\n\n${body.message}` };
}

function readSized(bytes: Buffer, start: number, length: number): Part | undefined {
  const end = start + length;
  return end > bytes.length ? undefined : { end, message: bytes.toString('utf8', start, end) };
}

function readChunks(bytes: Buffer, start: number): Part | undefined {
  const chunks: Buffer[] = [];
  for (let at = start; ;) {
    const lineEnd = bytes.indexOf('\r\n', at);
    if (lineEnd < 0) return undefined;
    const size = Number.parseInt(bytes.toString('latin1', at, lineEnd), 16);
    const end = lineEnd + 2 + size + 2;
    if (end > bytes.length) return undefined;
    if (size === 0) return { end, message: Buffer.concat(chunks).toString('utf8') };
    chunks.push(bytes.subarray(lineEnd + 2, end - 2));
    at = end;
  }
}

import { once } from 'node:events';
import { createServer, request, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface CorsGateway {
  /** `http://127.0.0.1:PORT/v1`, which a web page may ask. */
  readonly baseUrl: string;
  close(): Promise<void>;
}

/** What a page of any origin may do here; no more than Plumb needs. */
const allowed = {
  'access-control-allow-origin': '*',
  'access-control-allow-methods': 'GET, POST',
  'access-control-allow-headers': 'authorization, content-type',
};

/**
 * A gateway of the user's own before a service. Whether Runware's endpoint allows requests of web
 * pages is documented nowhere, so the local service does not; this is what a user sets up then.
 */
export async function startCorsGateway(serviceUrl: string): Promise<CorsGateway> {
  const target = new URL(serviceUrl);
  const forward = (incoming: IncomingMessage, answer: ServerResponse): void => {
    const { method, url: path, headers } = incoming;
    const { hostname, port } = target;
    const outgoing = request({ hostname, port, method, path, headers }, response => {
      answer.writeHead(response.statusCode ?? 502, { ...response.headers, ...allowed });
      answer.flushHeaders();
      response.pipe(answer);
      response.on('error', () => answer.destroy());
    });
    outgoing.on('error', () => answer.destroy());
    answer.on('close', () => outgoing.destroy());
    incoming.pipe(outgoing);
  };
  const server = createServer((incoming, answer) => {
    if (incoming.method === 'OPTIONS') answer.writeHead(204, allowed).end();
    else forward(incoming, answer);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    baseUrl: `http://127.0.0.1:${port}${target.pathname}`,
    close: async () => {
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}

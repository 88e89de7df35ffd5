import { createServer, request, type IncomingMessage, type ServerResponse } from 'node:http';
import { connect, type AddressInfo, type Socket } from 'node:net';

export interface MintKeyProxy {
  readonly port: number;
  /** Closes the port and every connection through it. */
  close(): Promise<void>;
}

export interface MintKeyProxyOptions {
  readonly targetPort: number;
  /** The 32 bytes that `POST /mint-key` is answered with. */
  readonly key: Buffer;
  /** The port to listen on; a free one when it is taken or not given. */
  readonly port?: number;
}

const host = '127.0.0.1';

function forward(incoming: IncomingMessage, answer: ServerResponse, port: number): void {
  const { method, url: path, headers } = incoming;
  const outgoing = request({ host, port, method, path, headers }, response => {
    answer.writeHead(response.statusCode ?? 502, response.headers);
    response.pipe(answer);
  });
  outgoing.on('error', () => answer.destroy());
  incoming.pipe(outgoing);
}

/** A WebSocket is passed on as bytes: the handshake is written again, the rest is piped. */
function tunnel(incoming: IncomingMessage, near: Socket, head: Buffer, port: number): Socket {
  const far = connect({ host, port, noDelay: true }, () => {
    const lines = [`${incoming.method ?? 'GET'} ${incoming.url ?? '/'} HTTP/1.1`];
    for (let at = 0; at < incoming.rawHeaders.length; at += 2) {
      lines.push(`${incoming.rawHeaders[at] ?? ''}: ${incoming.rawHeaders[at + 1] ?? ''}`);
    }
    far.write(`${lines.join('\r\n')}\r\n\r\n`);
    far.write(head);
    far.pipe(near);
    near.pipe(far);
  });
  near.setNoDelay(true);
  far.on('error', () => near.destroy());
  near.on('error', () => far.destroy());
  far.on('close', () => near.destroy());
  near.on('close', () => far.destroy());
  return far;
}

/**
 * Stands in front of VS Code's server and answers the one request that it refuses: the key with
 * which the workbench encrypts secrets. Without it SecretStorage is empty after every reload.
 */
export async function startMintKeyProxy(options: MintKeyProxyOptions): Promise<MintKeyProxy> {
  const sockets = new Set<Socket>();
  const server = createServer((incoming, answer) => {
    if (incoming.method === 'POST' && incoming.url?.split('?')[0]?.endsWith('/mint-key')) {
      answer.writeHead(200, { 'content-type': 'application/octet-stream' }).end(options.key);
    } else {
      forward(incoming, answer, options.targetPort);
    }
  });
  server.on('connection', socket => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
  });
  server.on('upgrade', (incoming: IncomingMessage, near: Socket, head: Buffer) => {
    const far = tunnel(incoming, near, head, options.targetPort);
    sockets.add(far);
    far.once('close', () => sockets.delete(far));
  });

  const listen = (port: number) =>
    new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen(port, host, () => {
        server.off('error', reject);
        resolve();
      });
    });
  await (options.port ? listen(options.port).catch(() => listen(0)) : listen(0));

  return {
    port: (server.address() as AddressInfo).port,
    close: () =>
      new Promise(resolve => {
        server.close(() => resolve());
        for (const socket of sockets) socket.destroy();
      }),
  };
}

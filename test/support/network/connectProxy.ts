import { Buffer } from 'node:buffer';
import { createServer, type IncomingMessage } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import { connect, type Socket } from 'node:net';
import type { ServerIdentity } from './certificates.ts';
import { listening, type Listening } from './listening.ts';

export interface ConnectProxy extends Listening {
  /** What was asked for with CONNECT, in order: `host:port`. */
  readonly asked: readonly string[];
  /** The credentials that came with each, in plain text. */
  readonly credentials: readonly (string | undefined)[];
  /** All bytes that clients sent through, as Latin-1. */
  passed(): string;
}

export interface ConnectProxyOptions {
  /** Where a `host:port` really is, as a port of this machine; undefined is answered with 502. */
  readonly route: (authority: string) => number | undefined;
  /** `user:password`; whoever does not bring them gets a 407. */
  readonly credentials?: string;
  /** Answers each CONNECT so. */
  readonly refuseWith?: number;
  /** Makes it an https proxy. */
  readonly identity?: ServerIdentity;
}

/** A real proxy on 127.0.0.1 that opens tunnels with CONNECT and records what went through. */
export async function startConnectProxy(options: ConnectProxyOptions): Promise<ConnectProxy> {
  const asked: string[] = [];
  const credentials: (string | undefined)[] = [];
  const passed: Buffer[] = [];
  const server =
    options.identity === undefined ? createServer() : createSecureServer(options.identity);
  server.on('tlsClientError', () => undefined);
  server.on('connect', (request: IncomingMessage, near: Socket, head: Buffer) => {
    const authority = request.url ?? '';
    asked.push(authority);
    const brought = credentialsOf(request.headers['proxy-authorization']);
    credentials.push(brought);
    const refuse = (status: number, headers = ''): void => {
      near.end(`HTTP/1.1 ${status} No\r\n${headers}content-length: 0\r\n\r\n`);
    };
    near.on('error', () => undefined);
    if (options.refuseWith !== undefined) {
      refuse(options.refuseWith);
      return;
    }
    if (options.credentials !== undefined && brought !== options.credentials) {
      refuse(407, 'proxy-authenticate: Basic realm="test"\r\n');
      return;
    }
    const port = options.route(authority);
    if (port === undefined) {
      refuse(502);
      return;
    }
    const far = connect(port, '127.0.0.1', () => {
      near.write('HTTP/1.1 200 Connection established\r\n\r\n');
      far.write(head);
      near.on('data', (bytes: Buffer) => passed.push(bytes));
      near.pipe(far).pipe(near);
    });
    far.on('error', () => near.destroy());
    near.on('close', () => far.destroy());
  });
  return {
    ...(await listening(server)),
    asked,
    credentials,
    passed: () => Buffer.concat(passed).toString('latin1'),
  };
}

function credentialsOf(header: string | undefined): string | undefined {
  const basic = /^Basic (.+)$/.exec(header ?? '')?.[1];
  return basic === undefined ? header : Buffer.from(basic, 'base64').toString('utf8');
}

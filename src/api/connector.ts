import { Socket } from 'node:net';
import { createSecureContext, getCACertificates, type SecureContext } from 'node:tls';
import { buildConnector, Client } from 'undici';
import { NotConnected } from './notConnected.ts';
import type { Proxy } from './proxy.ts';

type Connector = buildConnector.connector;

export interface ConnectorOptions {
  /** Undefined for the direct way. */
  readonly proxy: Proxy | undefined;
  /** Whether an https proxy has to prove who it is. */
  readonly strictSsl: boolean;
  /** PEM, trusted beside the certificates that Node knows. */
  readonly certificates: readonly string[];
  /** For each of: reaching the host or proxy, the proxy's answer, TLS. */
  readonly timeoutMs: number;
}

/**
 * Makes undici's connections. Its own `ProxyAgent` would do, but that it does not tell a failed
 * CONNECT from a failed request, and has 300 s for it: here whatever goes wrong before there is a
 * connection is a `NotConnected`, so it is certain that nothing was sent or billed.
 *
 * VS Code replaces `net`, `tls`, `http`, `https` and `undici` where an extension requires them by
 * these names (`module._load` in its extensionHostProcess); undici's `node:tls` and `node:net` are
 * Node's own, so what is built here is what runs.
 */
export function createConnector(options: ConnectorOptions): Connector {
  const { proxy, timeoutMs } = options;
  const secureContext = contextOf(options.certificates);
  const trusting = secureContext === undefined ? {} : { secureContext };
  const connect = buildConnector({ timeout: timeoutMs, ...trusting });
  if (proxy === undefined) return marked(connect);
  const toProxy = buildConnector({
    timeout: timeoutMs,
    rejectUnauthorized: options.strictSsl,
    ...trusting,
  });
  return marked((target, callback) => {
    openTunnel(proxy, authorityOf(target), toProxy, timeoutMs).then(
      httpSocket => {
        if (target.protocol === 'https:') connect({ ...target, httpSocket }, callback);
        else callback(null, httpSocket);
      },
      (error: unknown) => {
        callback(error instanceof Error ? error : new Error(String(error)), null);
      },
    );
  });
}

function marked(connect: Connector): Connector {
  return (target, callback) => {
    connect(target, (...[error, socket]) => {
      if (error === null) callback(null, socket);
      else callback(error instanceof NotConnected ? error : new NotConnected(error), null);
    });
  };
}

/** @throws NotConnected that names the proxy */
async function openTunnel(
  proxy: Proxy,
  authority: string,
  connect: Connector,
  timeoutMs: number,
): Promise<Socket> {
  const { host, authorization } = proxy;
  const client = new Client(proxy.origin, { connect, headersTimeout: timeoutMs });
  const { statusCode, socket } = await client
    .connect({
      path: authority,
      headers: {
        host: authority,
        ...(authorization === undefined ? {} : { 'proxy-authorization': authorization }),
      },
    })
    .catch((error: unknown) => {
      throw new NotConnected(error, { host, why: 'unreached' });
    })
    // The socket is no longer the client's once the proxy has answered.
    .finally(() => void client.close());
  if (statusCode >= 200 && statusCode < 300 && socket instanceof Socket) return socket;
  // What breaks on a connection that nobody wants is nobody's business.
  socket.on('error', () => undefined).destroy();
  throw new NotConnected(undefined, { host, why: 'refused', status: statusCode });
}

function authorityOf({ host, hostname, port, protocol }: buildConnector.Options): string {
  const name = host ?? hostname;
  return port === '' ? `${name}:${protocol === 'https:' ? 443 : 80}` : name;
}

/** One for all connections: it takes milliseconds to read the certificates that Node knows. */
function contextOf(certificates: readonly string[]): SecureContext | undefined {
  return certificates.length === 0
    ? undefined
    : createSecureContext({ ca: [...getCACertificates('default'), ...certificates] });
}

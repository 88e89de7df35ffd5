import { Buffer } from 'node:buffer';
import { isLoopback } from './safeUrl.ts';
import { isExcepted } from './noProxy.ts';
import { NotConnected } from './notConnected.ts';

/** How this machine gets to the network, as the user and the machine have it set. */
export interface NetworkSettings {
  /** `http.proxy`, with its user and password if it has them; wins over the environment. */
  readonly proxyUrl?: string | undefined;
  /** `http.proxyAuthorization`: the whole value of the header, for a proxy without a user. */
  readonly proxyAuthorization?: string | undefined;
  /** `http.noProxy`; what stands in it replaces NO_PROXY, as everywhere in VS Code. */
  readonly noProxy: readonly string[];
  /** `http.proxyStrictSSL`: whether an https proxy has to prove who it is. The service always has to. */
  readonly strictSsl: boolean;
  readonly environment: ProxyEnvironment;
  /** PEM, trusted beside the certificates that Node knows. */
  readonly extraCertificates?: readonly string[];
  /** PEM, those of the machine; asked for only when a certificate is not trusted, as it may be slow. */
  readonly systemCertificates?: () => readonly string[];
}

/** Variables as this process inherited them; an empty one is none. */
type ProxyVariable = 'HTTPS_PROXY' | 'HTTP_PROXY' | 'NO_PROXY';
type ProxyEnvironment = Readonly<
  Partial<Record<ProxyVariable | Lowercase<ProxyVariable>, string | undefined>>
>;

/** Nothing in between, and nothing trusted but what Node trusts. */
export const DIRECT: NetworkSettings = { noProxy: [], strictSsl: true, environment: {} };

/** The way through a proxy: CONNECT, so that it sees a host and a port and nothing of the request. */
export interface Proxy {
  /** Without user and password. */
  readonly origin: string;
  /** Host and port, for messages. */
  readonly host: string;
  /** Value of `Proxy-Authorization`. */
  readonly authorization: string | undefined;
}

/**
 * The proxy for an address, or undefined for the direct way. Order and exceptions are VS Code's
 * (@vscode/proxy-agent, `useProxySettings`), but that a name among the exceptions ends at a dot:
 * `example.org` does not take `badexample.org` away from the proxy.
 * @throws NotConnected if there is one and it cannot be used
 */
export function proxyFor(url: URL, settings: NetworkSettings): Proxy | undefined {
  const hostname = url.hostname.toLowerCase().replace(/^\[|\]$/g, '');
  // Also what keeps the rule that http goes no further than this machine.
  if (isLoopback(url.hostname)) return undefined;
  const { environment } = settings;
  const exceptions =
    settings.noProxy.length > 0
      ? settings.noProxy
      : (environment.no_proxy || environment.NO_PROXY || '').split(',');
  const port = url.port === '' ? (url.protocol === 'https:' ? 443 : 80) : Number(url.port);
  if (isExcepted(hostname, port, exceptions)) return undefined;
  const set = settings.proxyUrl?.trim() ?? '';
  if (set !== '') return parseProxy(set, settings.proxyAuthorization);
  const inherited =
    environment.https_proxy ||
    environment.HTTPS_PROXY ||
    environment.http_proxy ||
    environment.HTTP_PROXY ||
    '';
  return inherited.trim() === '' ? undefined : parseProxy(inherited.trim(), undefined);
}

function parseProxy(address: string, authorization: string | undefined): Proxy {
  const complete = address.includes('://') ? address : `http://${address}`;
  const url = URL.canParse(complete) ? new URL(complete) : undefined;
  if (url?.protocol !== 'http:' && url?.protocol !== 'https:') {
    // SOCKS is left to VS Code's own fetch, which is tried next. An address that cannot be read may
    // hold a password anywhere, so nothing of it is said.
    throw new NotConnected(undefined, { host: url?.host ?? '', why: 'unusable' });
  }
  return {
    origin: url.origin,
    host: url.host,
    authorization: url.username === '' ? authorization || undefined : basic(url),
  };
}

function basic({ username, password }: URL): string {
  const pair = `${decoded(username)}:${decoded(password)}`;
  return `Basic ${Buffer.from(pair, 'utf8').toString('base64')}`;
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    // A lone % was meant as itself.
    return part;
  }
}

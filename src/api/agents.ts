import { Agent } from 'undici';
import { createConnector } from './connector.ts';
import { createDispatchFetch } from './dispatchFetch.ts';
import { proxyFor, type NetworkSettings, type Proxy } from './proxy.ts';
import type { Fetch } from './transport.ts';

/** Long reasoning is silent: a sync answer sends its headers only when it is ready. */
const HEADERS_TIMEOUT_MS = 20 * 60_000;
const BODY_TIMEOUT_MS = 10 * 60_000;
const CONNECT_TIMEOUT_MS = 15_000;
/** Long enough for a tool to run between two requests; then the socket is closed (invariant 9). */
const KEEP_ALIVE_MS = 4_000;

/**
 * A fetch over undici, through the proxy that is set, with time limits that fit the service. There is one
 * agent for each proxy and set of certificates, made when it is first needed.
 */
export function createAgents(settings: NetworkSettings): {
  readonly fetch: (certificates: () => readonly string[]) => Fetch;
  readonly close: () => void;
} {
  const all: Agent[] = [];
  const make = (proxy: Proxy | undefined, certificates: readonly string[]): Agent => {
    const agent = new Agent({
      headersTimeout: HEADERS_TIMEOUT_MS,
      bodyTimeout: BODY_TIMEOUT_MS,
      keepAliveTimeout: KEEP_ALIVE_MS,
      keepAliveMaxTimeout: KEEP_ALIVE_MS,
      connect: createConnector({
        proxy,
        certificates,
        strictSsl: settings.strictSsl,
        timeoutMs: CONNECT_TIMEOUT_MS,
      }),
    });
    all.push(agent);
    return agent;
  };
  return {
    fetch: certificates => {
      const byProxy = new Map<string, Agent>();
      return async (url, init) => {
        const proxy = proxyFor(new URL(url), settings);
        const key = proxy?.origin ?? '';
        const dispatcher = byProxy.get(key) ?? make(proxy, certificates());
        byProxy.set(key, dispatcher);
        return createDispatchFetch(dispatcher)(url, init);
      };
    },
    close: () => {
      for (const agent of all) void agent.close();
    },
  };
}

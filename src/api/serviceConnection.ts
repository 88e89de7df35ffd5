import type { Logger } from '../base/logger.ts';
import { parseEndpoint } from './endpoint.ts';
import { createFetch } from './createFetch.ts';
import type { Fetch, Transport } from './transport.ts';

/** The service and the account that a question goes to. */
export interface ServiceConnection {
  /** https, or http on this machine. */
  readonly baseUrl: string;
  /** Asked for at every request, so that a changed key counts at once. */
  readonly key: () => Promise<string | undefined>;
  readonly logger: Logger;
  readonly fetch?: Fetch;
  /** ms since 1970. */
  readonly now?: () => number;
}

/**
 * The same connection with one `fetch` for everything that goes over it.
 * @throws PlumbError if the key must not be sent to `baseUrl`
 */
export function lastingConnection(connection: ServiceConnection): ServiceConnection {
  return { ...connection, fetch: openTransport(connection).fetch };
}

/** @throws PlumbError if the key must not be sent to `baseUrl` */
export function openTransport(connection: ServiceConnection): Transport {
  return {
    endpoint: parseEndpoint(connection.baseUrl),
    fetch: connection.fetch ?? createFetch(),
    logger: connection.logger,
    now: connection.now ?? Date.now,
  };
}

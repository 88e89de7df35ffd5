import { abortReason } from '../base/abort.ts';
import type { Logger } from '../base/logger.ts';
import { createAgents } from './agents.ts';
import { connectionFailure, type ConnectionFailure } from './connectionFailure.ts';
import { DIRECT, type NetworkSettings } from './proxy.ts';
import type { Fetch } from './transport.ts';

export interface FetchParts {
  /**
   * VS Code's `globalThis.fetch`. It knows what no extension can: PAC scripts, the proxy of the
   * operating system, Kerberos, the certificates that VS Code collects (`http.systemCertificates`,
   * `http.fetchAdditionalSupport`). It gives up after 300 s of silence, whatever dispatcher it is
   * given, which thinking can outlast; so it is the second choice. `http.electronFetch` does not
   * concern us: a request with `redirect: 'manual'` never goes to Electron's.
   */
  readonly patchedFetch?: Fetch;
  readonly logger?: Logger;
}

/** One way to the service; tried where the ways before it came to no connection. */
interface Way {
  readonly name: string;
  readonly fetch: Fetch;
  readonly helpsAgainst: (failure: ConnectionFailure) => boolean;
}

/**
 * The one fetch of all requests: undici's, with time limits that fit the service, through the proxy
 * that is set; where that comes to no connection, VS Code's. Which way worked is kept for each host
 * until the settings change. In both a redirect is handed back as it is and not followed.
 * @param network asked at every request; when it says something else, connections are made anew
 * @returns a fetch that throws what undici's threw if no way leads to the service
 */
export function createFetch(
  network: () => NetworkSettings = () => DIRECT,
  parts: FetchParts = {},
): Fetch {
  let known: { readonly key: string; readonly ways: Ways } | undefined;
  return (url, init) => {
    const settings = network();
    const key = JSON.stringify(settings);
    if (known?.key !== key) {
      known?.ways.close();
      known = { key, ways: createWays(settings, parts) };
    }
    return known.ways.fetch(url, init);
  };
}

interface Ways {
  readonly fetch: Fetch;
  /** Lets requests that are under way come to their end. */
  readonly close: () => void;
}

function createWays(settings: NetworkSettings, { patchedFetch, logger }: FetchParts): Ways {
  const agents = createAgents(settings);
  const { systemCertificates, extraCertificates = [] } = settings;
  const ways: Way[] = [
    { name: 'own', fetch: agents.fetch(() => extraCertificates), helpsAgainst: () => true },
  ];
  if (systemCertificates !== undefined) {
    ways.push({
      name: 'own with the certificates of the system',
      fetch: agents.fetch(() => [...extraCertificates, ...systemCertificates()]),
      helpsAgainst: ({ group }) => group === 'certificate',
    });
  }
  if (patchedFetch !== undefined) {
    ways.push({ name: "VS Code's", fetch: patchedFetch, helpsAgainst: () => true });
  }
  const worked = new Map<string, Way>();

  return {
    close: agents.close,
    fetch: async (url, init) => {
      const { host } = new URL(url);
      const before = worked.get(host);
      const order = before === undefined ? ways : [before, ...ways.filter(way => way !== before)];
      const errors = new Map<Way, Error>();
      let last: ConnectionFailure | undefined;
      for (const way of order) {
        if (last !== undefined && !way.helpsAgainst(last)) continue;
        try {
          const response = await way.fetch(url, init);
          if (way !== before) logger?.info(`${host} is reached by the fetch: ${way.name}`);
          worked.set(host, way);
          return response;
        } catch (error) {
          if (init.signal.aborted) throw abortReason(init.signal);
          last = connectionFailure(error);
          // It may have been sent: only a person may send it again.
          if (!last.unsent) throw error;
          errors.set(way, error instanceof Error ? error : new Error(String(error)));
        }
      }
      throw firstOf(ways, errors);
    },
  };
}

/** The error of the first way, whichever was tried first: it says most. */
function firstOf(ways: readonly Way[], errors: ReadonlyMap<Way, Error>): Error {
  for (const way of ways) {
    const error = errors.get(way);
    if (error !== undefined) return error;
  }
  return new Error('There is no way to the service');
}

import { createFetch } from '../../src/api/createFetch.ts';
import { DIRECT, type NetworkSettings } from '../../src/api/proxy.ts';
import type { Fetch } from '../../src/api/transport.ts';
import { createAuthority, type Authority } from '../support/network/certificates.ts';
import {
  startConnectProxy,
  type ConnectProxy,
  type ConnectProxyOptions,
} from '../support/network/connectProxy.ts';
import type { Listening } from '../support/network/listening.ts';
import { startTlsFront } from '../support/network/tlsFront.ts';
import { connected, type Connection } from './connection.ts';

/** A name that no name server knows: whoever reaches it came through the proxy. */
export const SERVICE_HOST = 'api.plumb.test';

/** The strict service behind TLS, under a certificate of an authority that only the test knows. */
export interface Networked extends Connection {
  readonly authority: Authority;
  readonly proxy: ConnectProxy;
  readonly front: Listening;
  /** From now on these are the settings; the test's authority is trusted unless they say otherwise. */
  readonly use: (settings: Partial<NetworkSettings>) => void;
}

export async function networked(
  work: (networked: Networked) => Promise<void>,
  options: {
    readonly proxy?: Omit<ConnectProxyOptions, 'route'> & { readonly secure?: true };
    /** The address of the service; `https://api.plumb.test/v1` if not said. */
    readonly baseUrl?: (front: Listening) => string;
    /** Names in the service's certificate, and the year it ends. */
    readonly names?: readonly string[];
    readonly until?: number;
    readonly patchedFetch?: Fetch;
  } = {},
): Promise<void> {
  const authority = createAuthority();
  const identity = authority.issue(options.names ?? [SERVICE_HOST, 'localhost'], options.until);
  let servicePort = 0;
  const front = await startTlsFront(identity, () => servicePort);
  const proxy = await startConnectProxy({
    ...options.proxy,
    ...(options.proxy?.secure === true ? { identity: authority.issue(['other.plumb.test']) } : {}),
    route: asked => (asked === `${SERVICE_HOST}:443` ? front.port : undefined),
  });
  let settings: NetworkSettings = DIRECT;
  const { patchedFetch } = options;
  const fetch = createFetch(() => settings, patchedFetch === undefined ? {} : { patchedFetch });
  try {
    await connected(
      async connection => {
        servicePort = Number(new URL(connection.service.baseUrl).port);
        await work({
          ...connection,
          authority,
          proxy,
          front,
          use: changed => {
            settings = { ...DIRECT, extraCertificates: [authority.certificate], ...changed };
          },
        });
      },
      { client: { baseUrl: options.baseUrl?.(front) ?? `https://${SERVICE_HOST}/v1`, fetch } },
    );
  } finally {
    await proxy.stop();
    await front.stop();
  }
}

import { readFileSync } from 'node:fs';
import { getCACertificates } from 'node:tls';
import * as z from 'zod';
import type { NetworkSettings } from '../api/proxy.ts';

/** VS Code's own settings of the network; a value that does not fit falls back to its default. */
const Schema = z.object({
  proxy: z.string().catch(''),
  proxyAuthorization: z.string().nullable().catch(null),
  proxyStrictSSL: z.boolean().catch(true),
  proxySupport: z.enum(['off', 'on', 'fallback', 'override']).catch('override'),
  noProxy: z.array(z.string()).catch([]),
  systemCertificates: z.boolean().catch(true),
});

/**
 * Reads what VS Code and the machine say of the way to the network.
 * @param http the section `http` of the settings. They are of application scope, but for remote
 *   windows, where the machine's may set a proxy; it sees no more of a request than host and port.
 * @param env the extension host's environment
 */
export function readNetworkSettings(
  http: { get(key: string): unknown },
  env: Readonly<Record<string, string | undefined>>,
): NetworkSettings {
  const raw = Object.fromEntries(Object.keys(Schema.shape).map(key => [key, http.get(key)]));
  const parsed = Schema.parse(raw);
  const withProxy = parsed.proxySupport !== 'off';
  const extra = extraCertificates(env['NODE_EXTRA_CA_CERTS']);
  return {
    noProxy: parsed.noProxy,
    strictSsl: parsed.proxyStrictSSL,
    proxyUrl: withProxy && parsed.proxy !== '' ? parsed.proxy : undefined,
    proxyAuthorization: parsed.proxyAuthorization ?? undefined,
    environment: withProxy ? proxyVariables(env) : {},
    ...(extra === undefined ? {} : { extraCertificates: [extra] }),
    ...(parsed.systemCertificates ? { systemCertificates } : {}),
  };
}

function proxyVariables(
  env: Readonly<Record<string, string | undefined>>,
): NetworkSettings['environment'] {
  return {
    HTTPS_PROXY: env['HTTPS_PROXY'],
    https_proxy: env['https_proxy'],
    HTTP_PROXY: env['HTTP_PROXY'],
    http_proxy: env['http_proxy'],
    NO_PROXY: env['NO_PROXY'],
    no_proxy: env['no_proxy'],
  };
}

const files = new Map<string, string | undefined>();

/** Node reads this file itself, but the Node in VS Code's desktop does not (microsoft/vscode#325600). */
function extraCertificates(file: string | undefined): string | undefined {
  if (file === undefined || file === '') return undefined;
  if (!files.has(file)) files.set(file, readIfThere(file));
  return files.get(file);
}

function readIfThere(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    // As in Node, a file that is not there adds nothing.
    return undefined;
  }
}

/** Takes some 100 ms, and longer where the operating system is asked for each. */
function systemCertificates(): readonly string[] {
  try {
    return getCACertificates('system');
  } catch {
    // Without them the connection fails as it did before, and says why.
    return [];
  }
}

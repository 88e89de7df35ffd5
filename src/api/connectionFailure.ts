import { describeError } from '../base/errors.ts';
import { NotConnected, type ProxyFault } from './notConnected.ts';

/** What is wrong with the way to the service, as far as it calls for different things to do. */
export type NetworkTrouble =
  | 'nameUnknown'
  | 'offline'
  | 'refused'
  | 'unanswered'
  | 'certificateUnknown'
  | 'certificateOutOfDate'
  | 'certificateOfAnother'
  /** Something in between answered in place of the service. */
  | 'intercepted';

/** A failed connection: what it is to a person, and whether anything can have been billed. */
export interface ConnectionFailure {
  readonly group: 'network' | 'certificate' | 'timeout';
  /** True if nothing can have reached the service. */
  readonly unsent: boolean;
  /** The chain of causes, for the log. */
  readonly detail: string;
  readonly trouble?: NetworkTrouble;
  readonly proxy?: ProxyFault;
}

/** Codes of Node, undici and Chromium; the first match counts. */
const TROUBLES: readonly (readonly [NetworkTrouble, RegExp])[] = [
  ['certificateOutOfDate', /\b(CERT_HAS_EXPIRED|CERT_NOT_YET_VALID|ERR_CERT_DATE_INVALID)\b/],
  ['certificateOfAnother', /\b(ERR_TLS_CERT_ALTNAME_INVALID|ERR_CERT_COMMON_NAME_INVALID)\b/],
  [
    'certificateUnknown',
    /\b(CERT_\w+|ERR_CERT_\w+|ERR_TLS_CERT_\w+|DEPTH_ZERO_SELF_SIGNED_CERT|SELF_SIGNED_CERT_IN_CHAIN|UNABLE_TO_VERIFY_LEAF_SIGNATURE|UNABLE_TO_GET_ISSUER_CERT\w*)\b/,
  ],
  ['nameUnknown', /\b(ENOTFOUND|ERR_NAME_NOT_RESOLVED)\b/],
  [
    'offline',
    /\b(EAI_AGAIN|ENETUNREACH|ENETDOWN|EHOSTUNREACH|ERR_INTERNET_DISCONNECTED|ERR_ADDRESS_UNREACHABLE)\b/,
  ],
  ['refused', /\b(ECONNREFUSED|ERR_CONNECTION_REFUSED)\b/],
  ['unanswered', /\b(UND_ERR_CONNECT_TIMEOUT|connect ETIMEDOUT)\b/],
];
/** Nothing is sent before there is a connection; said by a fetch that is not ours. */
const UNSENT =
  /\bconnect E[A-Z]+\b|\bbefore secure TLS connection was established\b|\bProxy response \(\d+\)/;
/** A connection that was there and broke, with codes that a failed attempt has too. */
const BROKE = /\b(read|write) E[A-Z]+\b/;
const TOO_SLOW = /\b(UND_ERR_HEADERS_TIMEOUT|UND_ERR_BODY_TIMEOUT|ETIMEDOUT|ERR_TIMED_OUT)\b/;

/** Tells what a fetch that threw, or a body that broke off, means. */
export function connectionFailure(error: unknown): ConnectionFailure {
  const chain = chainOf(error);
  const detail = chain.map(describeLink).join(' ← ');
  const notConnected = chain.find(link => link instanceof NotConnected);
  const proxy = notConnected?.proxy;
  const broke = notConnected === undefined && BROKE.test(detail);
  const trouble = broke ? undefined : TROUBLES.find(([, pattern]) => pattern.test(detail))?.[0];
  const unsent =
    notConnected !== undefined || (!broke && (trouble !== undefined || UNSENT.test(detail)));
  const group =
    trouble?.startsWith('certificate') === true
      ? 'certificate'
      : !unsent && TOO_SLOW.test(detail)
        ? 'timeout'
        : 'network';
  return {
    group,
    unsent,
    detail,
    ...(trouble === undefined ? {} : { trouble }),
    ...(proxy === undefined ? {} : { proxy }),
  };
}

/** fetch hides what happened in causes: "fetch failed" ← "connect ECONNREFUSED 127.0.0.1:1". */
function chainOf(error: unknown): readonly unknown[] {
  const chain: unknown[] = [error];
  let current: unknown = error;
  // A chain longer than this would be a ring.
  while (current instanceof Error && chain.length < 6) {
    const errors: unknown = current instanceof AggregateError ? current.errors[0] : undefined;
    current = current.cause ?? errors;
    if (current !== undefined) chain.push(current);
  }
  return chain;
}

function describeLink(link: unknown): string {
  const code =
    link instanceof Error && 'code' in link && typeof link.code === 'string' ? `${link.code} ` : '';
  return `${code}${describeError(link)}`;
}

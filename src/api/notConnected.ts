/** What a proxy did to the way to the service. */
export interface ProxyFault {
  /** Host and port, never its user and password. */
  readonly host: string;
  /** `unusable`: its address cannot be read, or is of a kind that is not spoken here. */
  readonly why: 'unreached' | 'refused' | 'unusable';
  /** The HTTP status with which it refused; 407 wants a user and a password. */
  readonly status?: number;
}

/**
 * No connection came about, so nothing of the request can have been sent. Where it was made is
 * known exactly, so that nobody has to guess it from a code.
 */
export class NotConnected extends Error {
  override readonly name = 'NotConnected';
  readonly proxy: ProxyFault | undefined;

  constructor(cause: unknown, proxy?: ProxyFault) {
    super(wordsOf(proxy), { cause });
    this.proxy = proxy;
  }
}

function wordsOf(proxy: ProxyFault | undefined): string {
  if (proxy === undefined) return 'not connected';
  const { host, why, status } = proxy;
  return `not connected, proxy ${host} ${why}${status === undefined ? '' : ` (${status})`}`;
}

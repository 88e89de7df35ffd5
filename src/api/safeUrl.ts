const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/;

/**
 * An address that secrets may be sent to: https, or http on this machine. One with a name and
 * password in it is none: fetch takes none, and it would stand in messages and logs.
 * @returns undefined for any other
 */
export function safeUrl(text: string): URL | undefined {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url === undefined || url.username !== '' || url.password !== '') return undefined;
  const safe = url.protocol === 'https:' || (url.protocol === 'http:' && isLoopback(url.hostname));
  return safe ? url : undefined;
}

/** @param hostname as `URL` gives it, an IPv6 address in its brackets */
export function isLoopback(hostname: string): boolean {
  return LOOPBACK.test(hostname);
}

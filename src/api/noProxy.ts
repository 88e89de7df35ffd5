import { BlockList, isIP, isIPv4 } from 'node:net';

/**
 * Whether a list of exceptions takes a host away from the proxy. An entry is `*`, a name (it and
 * all below it, with or without a leading `.` or `*.`), an address or a network such as
 * `10.0.0.0/8`; a port behind it narrows it to that port. Names are not looked up.
 * @param hostname lower case, an IPv6 address without its brackets
 */
export function isExcepted(hostname: string, port: number, entries: readonly string[]): boolean {
  return entries.some(entry => matches(hostname, port, entry.trim().toLowerCase()));
}

function matches(hostname: string, port: number, entry: string): boolean {
  if (entry === '') return false;
  if (entry === '*') return true;
  const network = /^([\d.]+|[\da-f:]+)\/(\d{1,3})$/.exec(entry);
  if (network !== null) return isWithin(hostname, network[1] ?? '', Number(network[2]));
  const { name, onlyPort } = parseEntry(entry);
  if (onlyPort !== undefined && onlyPort !== port) return false;
  return name !== '' && (hostname === name || hostname.endsWith(`.${name}`));
}

function parseEntry(entry: string): { readonly name: string; readonly onlyPort?: number } {
  if (isIP(entry) !== 0) return { name: entry };
  const parts = /^(\[[\da-f:.]+\]|[^:]*)(?::(\d{1,5}))?$/.exec(entry);
  const name = (parts?.[1] ?? entry).replace(/^\[|\]$/g, '').replace(/^\*?\./, '');
  return parts?.[2] === undefined ? { name } : { name, onlyPort: Number(parts[2]) };
}

function isWithin(address: string, network: string, prefix: number): boolean {
  const family = isIPv4(network) ? 'ipv4' : 'ipv6';
  if (isIP(address) === 0 || isIP(network) === 0 || prefix > (family === 'ipv4' ? 32 : 128)) {
    return false;
  }
  const list = new BlockList();
  list.addSubnet(network, prefix, family);
  return list.check(address, isIPv4(address) ? 'ipv4' : 'ipv6');
}

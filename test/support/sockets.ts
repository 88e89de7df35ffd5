import { readFileSync, readdirSync, readlinkSync } from 'node:fs';
import { z } from 'zod';

/** A socket of a process that others could reach, or that reaches others (Linux). */
export interface OpenSocket {
  readonly kind: 'tcp' | 'udp' | 'unix';
  readonly listens: boolean;
  /** Port here, or the path of a unix socket. */
  readonly local: string;
  /** Port at the other end; empty of what listens and of unix sockets. */
  readonly remote: string;
}

/** The state of a TCP socket that listens, as the kernel writes it. */
const LISTEN = '0A';
/** The flag of a unix socket that listens. */
const ACCEPTS = 0x10000;

/** The sockets that a process holds, from /proc. */
export function socketsOf(pid: number): OpenSocket[] {
  const inodes = inodesOf(pid);
  return [
    ...['tcp', 'tcp6'].flatMap(table => internet(pid, table, 'tcp', inodes)),
    ...['udp', 'udp6'].flatMap(table => internet(pid, table, 'udp', inodes)),
    ...unix(pid, inodes),
  ];
}

/** A process and all that it started, directly or not. */
export function withDescendants(pid: number): number[] {
  const children = readdirSync('/proc').flatMap(name => {
    const status = /^\d+$/.test(name) ? readIfThere(`/proc/${name}/status`) : '';
    return new RegExp(`^PPid:\\s+${pid}$`, 'm').test(status) ? [Number(name)] : [];
  });
  return [pid, ...children.flatMap(withDescendants)];
}

function inodesOf(pid: number): ReadonlySet<string> {
  const folder = `/proc/${pid}/fd`;
  return new Set(
    entriesOf(folder).flatMap(name => {
      try {
        return /^socket:\[(\d+)\]$/.exec(readlinkSync(`${folder}/${name}`))?.[1] ?? [];
      } catch {
        // It was closed in between.
        return [];
      }
    }),
  );
}

/** Nothing of a process that ended in between. */
function entriesOf(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

function rowsOf(pid: number, table: string): string[][] {
  const [, ...rows] = readIfThere(`/proc/${pid}/net/${table}`).split('\n');
  return rows.map(row => row.trim().split(/\s+/)).filter(row => row.length > 1);
}

function internet(
  pid: number,
  table: string,
  kind: 'tcp' | 'udp',
  inodes: ReadonlySet<string>,
): OpenSocket[] {
  return rowsOf(pid, table).flatMap(row => {
    const [, local = '', remote = '', state = '', , , , , , inode = ''] = row;
    if (!inodes.has(inode)) return [];
    const remotePort = portOf(remote);
    // A UDP socket that is bound takes from anybody.
    const listens = kind === 'tcp' ? state === LISTEN : remotePort === '0';
    return [{ kind, listens, local: portOf(local), remote: remotePort === '0' ? '' : remotePort }];
  });
}

function portOf(address: string): string {
  return String(z.number().parse(Number.parseInt(address.split(':')[1] ?? '', 16)));
}

function unix(pid: number, inodes: ReadonlySet<string>): OpenSocket[] {
  return rowsOf(pid, 'unix').flatMap(row => {
    const [, , , flags = '', , , inode = '', name = ''] = row;
    if (!inodes.has(inode)) return [];
    const listens = (Number.parseInt(flags, 16) & ACCEPTS) !== 0;
    return [{ kind: 'unix', listens, local: name, remote: '' }];
  });
}

function readIfThere(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    // A process that ended in between has nothing.
    return '';
  }
}

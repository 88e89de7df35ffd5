import { execFileSync } from 'node:child_process';
import type { VscodeServer } from './vscode/server.ts';

/** The process that Plumb runs in: a child of this server. @throws if there is not exactly one */
export function extensionHostOf(server: VscodeServer): number {
  const rows = execFileSync('ps', ['-eo', 'pid,ppid,args'], { encoding: 'utf8' })
    .split('\n')
    .map(row => /^\s*(\d+)\s+(\d+)\s+(.*)$/.exec(row) ?? []);
  const servers = rows.filter(([, , , args = '']) => args.includes(server.userDataDir));
  const hosts = rows.filter(
    ([, , parent, args = '']) =>
      args.includes('--type=extensionHost') && servers.some(([, pid]) => pid === parent),
  );
  const [host] = hosts;
  if (host === undefined || hosts.length > 1) {
    throw new Error(`There are ${hosts.length} extension hosts of this server`);
  }
  return Number(host[1]);
}

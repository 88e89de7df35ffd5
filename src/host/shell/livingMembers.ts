import { readFileSync, readdirSync } from 'node:fs';

/**
 * Whether a process of this group still runs, as Linux tells in /proc. A signal would count the
 * zombies as well, and in a container whose first process reaps nobody those stay for ever.
 */
export function hasLivingMember(group: number): boolean {
  return readdirSync('/proc').some(name => /^\d+$/.test(name) && lives(name, group));
}

function lives(pid: string, group: number): boolean {
  const stat = readStat(pid);
  // proc(5): `pid (name) state ppid pgrp …`; the name may hold anything, parentheses too.
  const [state, , pgrp] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return Number(pgrp) === group && state !== 'Z' && state !== 'X';
}

function readStat(pid: string): string {
  try {
    return readFileSync(`/proc/${pid}/stat`, 'utf8');
  } catch {
    // It ended since the directory was read.
    return '';
  }
}

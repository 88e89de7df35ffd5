import { readFileSync, readdirSync } from 'node:fs';

/**
 * The process groups of a session in which something still runs, as Linux tells in /proc. A signal
 * would count the zombies as well, and in a container whose first process reaps nobody those stay
 * for ever. A shell with job control (`set -m`) gives each job a group of its own; all of them stay
 * in the session of the shell.
 */
export function livingGroups(session: number): readonly number[] {
  const groups = readdirSync('/proc')
    .filter(name => /^\d+$/.test(name))
    .map(pid => groupIn(pid, session))
    .filter(group => group !== undefined);
  return [...new Set(groups)];
}

/** The group of a process that lives in the session. */
function groupIn(pid: string, session: number): number | undefined {
  const stat = readStat(pid);
  // proc(5): `pid (name) state ppid pgrp session …`; the name may hold anything, parentheses too.
  const [state, , pgrp, sid] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  const lives = Number(sid) === session && state !== 'Z' && state !== 'X';
  return lives ? Number(pgrp) : undefined;
}

function readStat(pid: string): string {
  try {
    return readFileSync(`/proc/${pid}/stat`, 'utf8');
  } catch {
    // It ended since the directory was read.
    return '';
  }
}

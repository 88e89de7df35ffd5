import { spawn } from 'node:child_process';
import process from 'node:process';

/** Calls the watch off. */
export type EndWatch = () => void;

/**
 * Ends the group `$0`, then all other groups of the session of that name, as /proc tells on Linux: a
 * shell with job control gives each job a group of its own. Looks again for what was begun meanwhile,
 * a few times, because a process that the system holds on to stays. Needs nothing but a shell: the
 * smallest systems have no pkill. As in `livingMembers.ts`, a name may hold anything, line ends too.
 */
const END_SESSION = [
  'kill -KILL "-$0"',
  'for turn in 1 2 3 4 5',
  'do found=',
  'for file in /proc/[0-9]*/stat',
  'do line=; { while read -r part; do line="$line $part"; done < "$file"; } 2>/dev/null',
  'set -- ${line##*) }',
  '[ "$4" = "$0" ] && [ "$1" != Z ] && [ "$1" != X ] && found=1 && kill -KILL "-$3"',
  'done',
  '[ "$found" ] || exit 0',
  'done',
].join('; ');

/**
 * Ends a process group, and the others of its session, when this process is gone, however it went:
 * VS Code ends an extension host
 * with a signal when its window is reloaded, and nothing of ours runs then. A small shell waits at
 * a pipe that only this process holds; the end of the pipe is their end. (R45, R46)
 * @param groupId of a group that this process leads no member of; POSIX only, elsewhere no watch
 */
export function watchForOurDeath(groupId: number): EndWatch {
  if (process.platform === 'win32') return () => undefined;
  const watcher = spawn('/bin/sh', ['-c', `read -r _; ${END_SESSION}`, String(groupId)], {
    stdio: ['pipe', 'ignore', 'ignore'],
    // In a group of its own, so that what ends the command's group does not end the watch first.
    detached: true,
    env: {},
  });
  // Without a watcher the command runs all the same; it is only not ended by our sudden death.
  watcher.on('error', () => undefined);
  watcher.stdin.on('error', () => undefined);
  return () => {
    watcher.kill('SIGKILL');
  };
}

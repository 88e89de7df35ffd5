import { spawn } from 'node:child_process';
import process from 'node:process';

/** Calls the watch off. */
export type EndWatch = () => void;

/**
 * Ends a process group when this process is gone, however it went: VS Code ends an extension host
 * with a signal when its window is reloaded, and nothing of ours runs then. A small shell waits at
 * a pipe that only this process holds; the end of the pipe is the end of the group. (R45, R46)
 * @param groupId of a group that this process leads no member of; POSIX only, elsewhere no watch
 */
export function watchForOurDeath(groupId: number): EndWatch {
  if (process.platform === 'win32') return () => undefined;
  const watcher = spawn('/bin/sh', ['-c', 'read -r _; kill -KILL "-$0"', String(groupId)], {
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

import { spawnSync } from 'node:child_process';
import process from 'node:process';

/** Whether a process runs. Zombies have ended: who reaps them, and when, is not our affair. */
export function isAlive(pid: number): boolean {
  if (process.platform === 'win32') {
    try {
      return process.kill(pid, 0);
    } catch {
      return false;
    }
  }
  const { stdout } = spawnSync('ps', ['-o', 'stat=', '-p', String(pid)], { encoding: 'utf8' });
  return stdout.trim() !== '' && !stdout.trim().startsWith('Z');
}

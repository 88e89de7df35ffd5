import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import process from 'node:process';
import { watchForOurDeath } from '../../../../src/host/shell/deathWatch.ts';
import { isAlive } from '../../../support/isAlive.ts';
import { until } from '../../../support/until.ts';

describe('deathWatch', () => {
  for (const signal of ['SIGKILL', 'SIGTERM'] as const) {
    it(`R45 R46 ends the command when its host is gone by ${signal}`, async () => {
      const host = spawn(process.execPath, ['--import=tsx', 'test/support/commandHost.ts'], {
        stdio: ['ignore', 'pipe', 'inherit'],
      });
      const printed: unknown = (await once(host.stdout, 'data')).at(0);
      const group = Number(String(printed).trim());
      assert.ok(isAlive(group));
      host.kill(signal);
      await once(host, 'exit');
      await until('the command has ended', () => !isAlive(group));
    });
  }

  // Elsewhere than on Linux nothing tells which groups belong to a session.
  const onLinux = process.platform === 'linux' ? it : it.skip;
  onLinux('R45 R46 ends a job too that has a group of its own', async () => {
    // Without a terminal dash has no job control.
    const command = "bash -c 'set -m; sleep 600 & echo $!; wait'";
    const host = spawn(process.execPath, ['--import=tsx', 'test/support/commandHost.ts', command], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const printed: unknown = (await once(host.stdout, 'data')).at(0);
    const job = Number(String(printed).trim());
    host.kill('SIGKILL');
    assert.ok(job > 0, String(printed));
    await until('the job has ended', () => !isAlive(job));
  });

  it('leaves no watcher behind when the command has ended by itself', async () => {
    const sleeper = spawn('/bin/sh', ['-c', 'sleep 600'], { detached: true, stdio: 'ignore' });
    const id = String(sleeper.pid);
    const release = watchForOurDeath(Number(id));
    await until('it is watched', () => watchersOf(id) === 1);
    release();
    await until('nobody watches', () => watchersOf(id) === 0);
    assert.ok(isAlive(Number(id)));
    process.kill(-Number(id), 'SIGKILL');
  });
});

function watchersOf(groupId: string): number {
  const { stdout } = spawnSync('ps', ['-eo', 'args'], { encoding: 'utf8' });
  return stdout
    .split('\n')
    .filter(line => line.includes('read -r _; kill') && line.endsWith(` ${groupId}`)).length;
}

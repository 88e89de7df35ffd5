import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import process from 'node:process';
import { childEnvironment } from '../../../../src/host/shell/childEnvironment.ts';
import { runCommand } from '../../../../src/host/shell/runCommand.ts';
import { isAlive } from '../../../support/isAlive.ts';
import { provideShells, shellName, shellNames } from '../../../support/shells.ts';
import { until } from '../../../support/until.ts';

/** A program that starts itself twice over, and never ends; each writes down who it is. */
const TREE = `const depth = Number(process.argv[2]);
require('node:fs').writeFileSync('pid' + depth, process.pid + '\\n');
const next = [__filename, String(depth + 1)];
if (depth < 2) require('node:child_process').spawn(process.execPath, next, { stdio: 'ignore' });
setInterval(() => undefined, 1_000);
`;

const posix = (node: string): string[] => [
  `'${node}' tree.cjs 0`,
  `'${node}' tree.cjs 0 & wait`,
  `'${node}' tree.cjs 0 | cat`,
];

/** Ways to have it run that keep the shell waiting. */
const WAYS: Readonly<Record<string, (node: string) => readonly string[]>> = {
  bash: node => [...posix(node), ...jobControl('set -m', node)],
  dash: posix,
  zsh: posix,
  fish: node => [...posix(node), ...jobControl('status job-control full', node)],
  cmd: node => [`"${node}" tree.cjs 0`, `"${node}" tree.cjs 0 | more`],
  powershell: node => [`& '${node}' tree.cjs 0`],
};

/** Job control gives each job a process group of its own: found by its session, on Linux. */
function jobControl(on: string, node: string): string[] {
  return process.platform === 'linux' ? [`${on}; '${node}' tree.cjs 0 & wait`] : [];
}

describe('what a shell started', () => {
  let shells: readonly string[] = [];
  let folder = '';

  before(function () {
    this.timeout(300_000);
    shells = provideShells();
  });
  beforeEach(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'plumb-tree-'));
    await writeFile(path.join(folder, 'tree.cjs'), TREE);
  });
  afterEach(() => rm(folder, { recursive: true, force: true, maxRetries: 5 }));

  const pidAt = async (depth: number): Promise<number> => {
    const file = path.join(folder, `pid${depth}`);
    const written = async () => existsSync(file) && (await readFile(file, 'utf8')).endsWith('\n');
    await until(`${depth} runs`, written);
    return Number(await readFile(file, 'utf8'));
  };

  for (const name of shellNames) {
    for (const command of WAYS[name]?.('NODE') ?? []) {
      it(`R45 S36 ends with it on stop, children of children too: ${name} -c ${command}`, async () => {
        const stop = new AbortController();
        const running = runCommand(
          {
            command: command.replace('NODE', () => process.execPath),
            shell: shells.find(file => shellName(file) === name) ?? '',
            cwd: folder,
            env: childEnvironment({ ...process.env, HOME: folder, XDG_CONFIG_HOME: folder }, []),
            secrets: [],
            timeoutMs: 30_000,
            onRawOutput: () => undefined,
            onOutput: () => undefined,
          },
          stop.signal,
        );
        const pids = await Promise.all([0, 1, 2].map(pidAt));
        assert.deepEqual(pids.map(isAlive), [true, true, true]);
        stop.abort();
        assert.equal((await running).endedBy, 'stop');
        await until('all have ended', () => !pids.some(isAlive));
      });
    }
  }
});

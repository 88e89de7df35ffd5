import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import process from 'node:process';
import { childEnvironment } from '../../../../src/host/shell/childEnvironment.ts';
import { LIVE_LIMIT, OUTPUT_LIMIT } from '../../../../src/host/shell/commandOutput.ts';
import { runCommand } from '../../../../src/host/shell/runCommand.ts';
import type { CommandRun } from '../../../../src/host/shell/runCommand.ts';
import { provideShells, shellName, shellNames } from '../../../support/shells.ts';
import { SHELL_CASES } from './shellCases.ts';

const never = new AbortController().signal;

describe('real shells', () => {
  let shells: readonly string[] = [];
  let folder = '';

  before(function () {
    // Installing them the first time takes as long as it takes.
    this.timeout(300_000);
    shells = provideShells();
  });
  beforeEach(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'plumb-shell-'));
  });
  afterEach(() => rm(folder, { recursive: true, force: true, maxRetries: 5 }));

  for (const name of shellNames) {
    describe(name, () => {
      const run = (command: string, signal = never, changes: Partial<CommandRun> = {}) =>
        runCommand(
          {
            command,
            shell: shells.find(file => shellName(file) === name) ?? '',
            cwd: folder,
            // Start files of whoever runs the tests have no say.
            env: childEnvironment({ ...process.env, HOME: folder, XDG_CONFIG_HOME: folder }, []),
            secrets: [],
            timeoutMs: 30_000,
            onRawOutput: () => undefined,
            onOutput: () => undefined,
            ...changes,
          },
          signal,
        );

      const expected = SHELL_CASES[name];
      assert(expected !== undefined, `shellCases.ts has nothing about ${name}`);
      for (const [title, command, output] of expected.cases) {
        it(`${title}: runs what was shown, as ${name} understands it`, async () => {
          assert.equal((await run(command)).output, output);
        });
      }

      it('S36 ends a prompt by the end of its input', async () => {
        const [command, output] = expected.prompt;
        const result = await run(command);
        assert.equal(result.endedBy, 'exit');
        assert.match(result.output, output);
      });

      if (process.platform === 'win32') return;

      it('S36 bounds endless output and stays stoppable', async () => {
        const stop = new AbortController();
        let characters = 0;
        const result = await run('yes', stop.signal, {
          onRawOutput: text => {
            characters += text.length;
            if (characters > 2 * LIVE_LIMIT) stop.abort();
          },
        });
        assert.equal(result.endedBy, 'stop');
        assert.ok(result.output.length < OUTPUT_LIMIT + 100);
      });

      it('S36 takes binary output and control sequences for harmless text', async () => {
        const command = `printf 'a\\377\\000b\\033]0;title\\007\\033[2Jc\\033]52;c;eA==\\033\\\\d\\r\\n'`;
        assert.equal((await run(command)).output, 'a\ufffdbcd\n');
      });
    });
  }
});

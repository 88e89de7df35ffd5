import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { LIVE_LIMIT, OUTPUT_LIMIT } from '../../../../src/host/shell/commandOutput.ts';
import { runCommand } from '../../../../src/host/shell/runCommand.ts';
import type { CommandRun } from '../../../../src/host/shell/runCommand.ts';
import { PlumbError } from '../../../../src/base/errors.ts';
import { isAlive } from '../../../support/isAlive.ts';
import { until } from '../../../support/until.ts';

const never = new AbortController().signal;

// What runs on Windows is cmd.exe, with other rules; shellInvocation.test.ts says how it is called.
if (process.platform !== 'win32')
  describe('runCommand', () => {
    let folder = '';
    let live: string[] = [];
    let raw: string[] = [];

    beforeEach(async () => {
      folder = await mkdtemp(path.join(tmpdir(), 'plumb-command-'));
      live = [];
      raw = [];
    });
    afterEach(() => rm(folder, { recursive: true, force: true }));

    const run = (command: string, signal = never, changes: Partial<CommandRun> = {}) =>
      runCommand(
        {
          command,
          shell: '/bin/bash',
          cwd: folder,
          env: { PATH: process.env['PATH'] },
          secrets: [],
          timeoutMs: 60_000,
          onRawOutput: text => raw.push(text),
          onOutput: text => live.push(text),
          ...changes,
        },
        signal,
      );

    /** The number that a command wrote into a file once it ran so far. */
    const pidIn = async (file: string): Promise<number> => {
      const full = path.join(folder, file);
      const written = async () => existsSync(full) && (await readFile(full, 'utf8')).endsWith('\n');
      await until(`${file} is written`, written);
      return Number(await readFile(full, 'utf8'));
    };

    it('gives output and exit code', async () => {
      const { durationMs, ...result } = await run('echo out; echo err >&2; exit 3');
      assert.equal(result.exitCode, 3);
      assert.equal(result.endedBy, 'exit');
      assert.deepEqual(result.output.trim().split('\n').sort(), ['err', 'out']);
      assert.equal(live.join(''), result.output);
      assert.ok(durationMs >= 0);
    });

    it('S31 runs exactly the bytes that it was given', async () => {
      const command = `printf '%s|' "a  b" $(echo c) \`echo d\` 'e"f' && cat <<'END'\n$x\nEND\n`;
      assert.equal((await run(command)).output, 'a  b|c|d|e"f|$x\n');
    });

    it('runs in the directory and the environment that it was given', async () => {
      const { output } = await run('pwd; echo "$SOME"', never, {
        env: { PATH: process.env['PATH'], SOME: 'value' },
      });
      assert.equal(output, `${folder}\nvalue\n`);
    });

    it('says nothing of an exit code where a signal ended the shell', async () => {
      const result = await run('kill -9 $$');
      assert.deepEqual([result.exitCode, result.endedBy], [undefined, 'exit']);
    });

    it('S36 gives end of file to a prompt', async () => {
      const { output, exitCode } = await run('read -p "Sure? " x; echo "status $?"; cat');
      assert.match(output, /status 1/);
      assert.equal(exitCode, 0);
    });

    it('S36 has no terminal that a program could ask at', async () => {
      const { output } = await run('(echo hello > /dev/tty) 2>/dev/null || echo none');
      assert.equal(output, 'none\n');
    });

    it('R45 S36 ends children of children on stop', async () => {
      const stop = new AbortController();
      const running = run(
        'bash -c "sleep 600 & echo \\$! > grandchild; wait" & echo $$ > shell; wait',
        stop.signal,
      );
      const [grandchild, shell] = await Promise.all([pidIn('grandchild'), pidIn('shell')]);
      assert.ok(isAlive(grandchild));
      stop.abort();
      const result = await running;
      assert.deepEqual([result.endedBy, result.exitCode], ['stop', undefined]);
      await until('the processes are gone', () => !isAlive(grandchild) && !isAlive(shell));
    });

    it('S36 ends what ignores the request to end', async () => {
      const stop = new AbortController();
      const running = run(
        `trap '' TERM; (sh -c 'echo $PPID' > stubborn; while :; do sleep 0.05; done)`,
        stop.signal,
      );
      const stubborn = await pidIn('stubborn');
      stop.abort();
      assert.equal((await running).endedBy, 'stop');
      await until('the process is gone', () => !isAlive(stubborn));
    });

    it('lets a command tidy up when it is stopped, and shows what it says', async () => {
      const stop = new AbortController();
      const running = run(
        `trap 'echo tidied; exit 0' TERM; echo $$ > ready; while :; do sleep 0.05; done`,
        stop.signal,
      );
      await pidIn('ready');
      stop.abort();
      assert.match((await running).output, /tidied/);
    });

    it('ends the command at its time limit', async () => {
      const result = await run('echo begun; sleep 600', never, { timeoutMs: 300 });
      assert.deepEqual([result.endedBy, result.exitCode], ['timeout', undefined]);
      assert.equal(result.output, 'begun\n');
    });

    it('R45 starts nothing after a stop', async () => {
      const stop = new AbortController();
      stop.abort();
      const result = await run('touch touched', stop.signal);
      assert.equal(result.endedBy, 'stop');
      assert.equal(existsSync(path.join(folder, 'touched')), false);
    });

    it('ends what a command left running, and says so', async () => {
      const result = await run('sleep 600 & echo $! > left; echo done');
      assert.deepEqual([result.endedBy, result.exitCode], ['exit', 0]);
      assert.match(result.output, /^done\n[^]*left running were ended/);
      assert.equal(isAlive(await pidIn('left')), false);
    });

    it('does not wait for a process that left the group with the pipe', async () => {
      const result = await run(`"$NODE" -e "$SCRIPT" > escaped; echo done`, never, {
        env: {
          PATH: process.env['PATH'],
          NODE: process.execPath,
          SCRIPT: `const { spawn } = require('node:child_process');
          const stdio = ['ignore', 'ignore', 'inherit'];
          const child = spawn('sleep', ['600'], { detached: true, stdio });
          console.log(child.pid);
          child.unref();`,
        },
      });
      const escaped = await pidIn('escaped');
      try {
        assert.equal(result.exitCode, 0);
        assert.match(result.output, /^done/);
      } finally {
        if (isAlive(escaped)) process.kill(escaped, 'SIGKILL');
      }
    });

    it('S36 keeps head and tail of endless output and stays stoppable', async () => {
      const stop = new AbortController();
      let characters = 0;
      const result = await run('echo first; yes', stop.signal, {
        onRawOutput: text => {
          characters += text.length;
          if (characters > 3 * LIVE_LIMIT) stop.abort();
        },
      });
      assert.equal(result.endedBy, 'stop');
      assert.match(result.output, /^first\ny\ny\n/);
      assert.match(result.output, /\n\[… \d+ characters left out …\]\n/);
      assert.ok(result.output.length < OUTPUT_LIMIT + 100);
      assert.ok(live.join('').length <= LIVE_LIMIT);
    });

    it('S36 takes binary output for text with replacement characters', async () => {
      const { output } = await run(`printf 'a\\377\\376\\000b\\n'`);
      assert.equal(output, 'a\ufffd\ufffdb\n');
    });

    it('R40 puts characters together that were written in halves', async () => {
      const { output } = await run(`printf '\\303'; sleep 0.1; printf '\\251\\n'`);
      assert.equal(output, 'é\n');
    });

    it('S36 strips control sequences for the model and keeps them for the terminal', async () => {
      const { output } = await run(`printf '\\033[31mred\\033[0m\\n'`);
      assert.equal(output, 'red\n');
      assert.equal(live.join(''), 'red\n');
      assert.equal(raw.join(''), '\x1b[31mred\x1b[0m\n');
    });

    it('says that a command could not be started, and why', async () => {
      await assert.rejects(
        run('true', never, { cwd: path.join(folder, 'missing') }),
        (error: unknown) =>
          error instanceof PlumbError && /could not be started/.test(error.message),
      );
      await assert.rejects(run('true', never, { shell: '/missing/bash' }), PlumbError);
      await assert.rejects(run('echo a\0b'), PlumbError);
    });
  });

import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { readFile, realpath } from 'node:fs/promises';
import * as vscode from 'vscode';
import { nullLogger } from '../../src/base/logger.ts';
import { createCommandPorts, type CommandPorts } from '../../src/host/shell/commandPort.ts';
import type { CommandPort } from '../../src/tools/ports.ts';
import { createTestFolder, type TestFolder } from './testFolder.ts';
import { until } from '../support/until.ts';

const KEY = 'rw-host-test-0123456789';

describe('the command port', () => {
  let at: TestFolder;
  let ports: CommandPorts;
  let port: CommandPort;

  beforeEach(async () => {
    at = await createTestFolder();
    ports = createCommandPorts({ secrets: () => Promise.resolve([KEY]), logger: nullLogger });
    port = ports.forChat('a');
  });
  afterEach(async () => {
    ports.dispose();
    await until('its terminals are closed', () => ours().length === 0);
    await at.remove();
  });

  const ours = () => vscode.window.terminals.filter(({ name }) => name.startsWith('Plumb'));
  const run = (command: string, signal = new AbortController().signal) => {
    const pieces: string[] = [];
    const cwd = { display: at.name, uri: vscode.Uri.file(at.folder).toString() };
    const onOutput = (text: string) => pieces.push(text);
    const result = port.run({ command, cwd, timeoutMs: 60_000, onOutput }, signal);
    return { result, live: () => pieces.join('') };
  };
  /** Stops a command once it runs. */
  const started = (file: string) => until(`${file} was written`, () => existsSync(at.fsPath(file)));

  it('runs in the folder, and gives output and exit code', async () => {
    const { result, live } = run('pwd -P; exit 4');
    const { output, exitCode, endedBy } = await result;
    assert.deepEqual([output, exitCode, endedBy], [`${await realpath(at.folder)}\n`, 4, 'exit']);
    assert.equal(live(), output);
  });

  it('S26 gives the command no key, under whatever name it is in the environment', async () => {
    process.env['RUNWARE_API_KEY'] = 'rw-from-the-environment';
    process.env['PLUMB_TEST_COPY'] = `Bearer ${KEY}`;
    try {
      const { output } = await run('env').result;
      assert.match(output, /^TERM=dumb$/m);
      assert.doesNotMatch(output, /rw-from-the-environment|rw-host-test|RUNWARE_API_KEY/);
    } finally {
      delete process.env['RUNWARE_API_KEY'];
      delete process.env['PLUMB_TEST_COPY'];
    }
  });

  it('shows commands in one terminal, named for the command, one after another', async () => {
    const active = vscode.window.activeTextEditor;
    await run('echo one').result;
    // VS Code takes no new name until it has opened the terminal, and does not tell when that is.
    await until('it has the name of the last', async () => {
      await run('echo two').result;
      return ours()[0]?.name === 'Plumb: echo two';
    });
    assert.equal(ours().length, 1);
    assert.equal(vscode.window.activeTextEditor, active);
  });

  it('gives commands that run side by side a terminal each', async () => {
    const first = run('touch first; while [ ! -e second ]; do sleep 0.05; done');
    await started('first');
    const second = run('touch second');
    assert.deepEqual(
      (await Promise.all([first.result, second.result])).map(({ exitCode }) => exitCode),
      [0, 0],
    );
    assert.equal(ours().length, 2);
  });

  it('S36 stops the command when the user closes its terminal', async () => {
    const { result } = run('echo $$ > pid; sleep 600');
    await started('pid');
    ours()[0]?.dispose();
    assert.equal((await result).endedBy, 'stop');
    const pid = Number(await readFile(at.fsPath('pid'), 'utf8'));
    assert.throws(() => process.kill(pid, 0), { code: 'ESRCH' });
    assert.equal((await run('echo again').result).output, 'again\n');
  });

  it('S36 stops the command on Ctrl+C in its terminal', async () => {
    const { result } = run('touch running; sleep 600');
    await started('running');
    const terminal = ours()[0];
    terminal?.sendText('x', false);
    terminal?.sendText('\x03', false);
    assert.equal((await result).endedBy, 'stop');
  });

  it('R45 stops the command on abort', async () => {
    const stop = new AbortController();
    const { result } = run('touch running; sleep 600', stop.signal);
    await started('running');
    stop.abort();
    assert.equal((await result).endedBy, 'stop');
  });

  const start = (command: string, of = port, signal = new AbortController().signal) => {
    const cwd = { display: at.name, uri: vscode.Uri.file(at.folder).toString() };
    return of.start({ command, cwd, timeoutMs: 60_000, onOutput: () => undefined }, signal);
  };
  const soon = { goal: 'exit', timeoutMs: 20_000 } as const;
  const never = new AbortController().signal;

  it('runs commands in the background, each in a terminal of its own, and reads them', async () => {
    const first = await start('echo one; while [ ! -e go ]; do sleep 0.05; done; echo two; exit 3');
    assert.deepEqual([first.handle, first.state, first.output], ['cmd-1', 'running', 'one\n']);
    const second = await start('echo other; while [ ! -e go ]; do sleep 0.05; done');
    assert.deepEqual([second.handle, second.output, ours().length], ['cmd-2', 'other\n', 2]);
    assert.equal((await run('touch go').result).exitCode, 0);
    const { state, exitCode, output } = await port.read('cmd-1', soon, never);
    assert.deepEqual([state, exitCode, output], ['exit', 3, 'two\n']);
  });

  it('R45 ends the background commands of a chat, and of no other, on Stop', async () => {
    await start('sleep 600');
    const other = ports.forChat('b');
    await start('sleep 600', other);
    const turn = new AbortController();
    await start('sleep 600', ports.forChat('a'), turn.signal);
    turn.abort();
    assert.equal((await port.read('cmd-1', soon, never)).state, 'stop');
    assert.equal((await port.read('cmd-2', soon, never)).state, 'stop');
    const now = { goal: 'output', timeoutMs: 0 } as const;
    assert.equal((await other.read('cmd-1', now, never)).state, 'running');
    await ports.endAll('b');
    assert.equal((await other.read('cmd-1', now, never)).state, 'stop');
    await ports.endAll('nobody');
  });

  it('S36 ends a background command with its terminal, and by its handle', async () => {
    await start('echo a; sleep 600');
    ours()[0]?.dispose();
    assert.equal((await port.read('cmd-1', soon, never)).state, 'stop');
    await start('echo $$ > pid; sleep 600');
    assert.equal((await port.end('cmd-2')).state, 'stop');
    const pid = Number(await readFile(at.fsPath('pid'), 'utf8'));
    assert.throws(() => process.kill(pid, 0), { code: 'ESRCH' });
  });

  it('stops what runs when it is disposed', async () => {
    const { result } = run('touch running; sleep 600');
    await started('running');
    ports.dispose();
    assert.equal((await result).endedBy, 'stop');
  });

  it('S10 runs nothing in a folder that is on no disk', async () => {
    const cwd = { display: 'virtual', uri: 'vscode-vfs://github/a/b' };
    await assert.rejects(
      port.run(
        { command: 'true', cwd, timeoutMs: 1_000, onOutput: () => undefined },
        new AbortController().signal,
      ),
      /not on a disk/,
    );
  });
});

import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { nullLogger } from '../../src/base/logger.ts';
import { createCommandPorts, type CommandPorts } from '../../src/host/shell/commandPort.ts';
import { until } from '../support/until.ts';
import { createTestFolder, type TestFolder } from './testFolder.ts';

const KEY = 'rw-host-test-0123456789';

describe("commands in the user's interactive terminal", () => {
  let at: TestFolder;
  let ports: CommandPorts;

  beforeEach(async () => {
    at = await createTestFolder();
    const secrets = () => Promise.resolve([KEY]);
    ports = createCommandPorts({ secrets, runIn: () => 'interactiveTerminal', logger: nullLogger });
  });
  afterEach(async () => {
    ports.dispose();
    await until('its terminals are closed', () => ours().length === 0);
    await at.remove();
  });

  const ours = () => vscode.window.terminals.filter(({ name }) => name.startsWith('Plumb'));
  const run = (command: string, signal = new AbortController().signal) => {
    const cwd = { display: at.name, uri: vscode.Uri.file(at.folder).toString() };
    const what = { command, cwd, timeoutMs: 60_000, onOutput: () => undefined };
    return ports.forChat('a').run(what, signal);
  };

  it('S34 runs the line in a terminal that can be typed into, and gives output and exit code', async () => {
    const { output, exitCode, endedBy } = await run('test -t 0 && echo typed; (exit 4)');
    assert.match(output, /^typed$/m);
    assert.deepEqual([exitCode, endedBy], [4, 'exit']);
  });

  it('R45 closes the terminal on Stop', async () => {
    const stop = new AbortController();
    const running = run('sleep 600', stop.signal);
    await until('its terminal is there', () => ours()[0]?.shellIntegration !== undefined);
    stop.abort();
    assert.equal((await running).endedBy, 'stop');
    await until('it is closed', () => ours().every(({ shellIntegration }) => !shellIntegration));
  });

  it('S31 S34 runs what its line editor would change in our own terminal, and says so', async () => {
    const { output, exitCode } = await run("printf '%s|' 'a\tb'\nprintf c");
    assert.match(output, /^\[It ran in Plumb's own terminal: [^\n]+\]\na\tb\|c$/);
    assert.equal(exitCode, 0);
  });
});

import assert from 'node:assert/strict';
import { nullLogger } from '../../../../src/base/logger.ts';
import type { CommandPorts } from '../../../../src/host/shell/commandPort.ts';
import { installStandInEditor } from '../../../support/standInEditor/install.ts';

describe('the commands of chats', () => {
  let ports: CommandPorts;
  beforeEach(async () => {
    await installStandInEditor();
    const { createCommandPorts } = await import('../../../../src/host/shell/commandPort.ts');
    ports = createCommandPorts({
      secrets: () => Promise.resolve([]),
      runIn: () => 'interactiveTerminal',
      logger: nullLogger,
    });
  });
  afterEach(() => {
    ports.dispose();
  });
  const { signal } = new AbortController();
  const start = () =>
    ports.forChat('chat').start(
      {
        command: 'true',
        cwd: { display: 'app', uri: 'file:///app' },
        timeoutMs: 5_000,
        onOutput: () => undefined,
      },
      signal,
    );
  const read = (handle: string) =>
    ports.forChat('chat').read(handle, { goal: 'exit', timeoutMs: 0 }, signal);

  it('can be read after a stop, and are forgotten with their chat', async () => {
    const { handle } = await start();
    await ports.endAll('chat');
    assert.equal((await read(handle)).handle, handle);
    await ports.forget('chat');
    await assert.rejects(read(handle), /it has: none/);
  });
});

import assert from 'node:assert/strict';
import type { InteractiveTerminals } from '../../../../src/host/shell/interactiveTerminal.ts';
import { installStandInEditor } from '../../../support/standInEditor/install.ts';

describe('the interactive terminal', () => {
  let editor: Awaited<ReturnType<typeof installStandInEditor>>;
  let interactive: InteractiveTerminals;
  beforeEach(async () => {
    editor = await installStandInEditor();
    const { createInteractiveTerminals } =
      await import('../../../../src/host/shell/interactiveTerminal.ts');
    editor.terminals.length = 0;
    interactive = createInteractiveTerminals();
  });
  afterEach(() => {
    interactive.dispose();
  });

  const run = (command: string) =>
    interactive.run(
      { command, cwd: '/app', timeoutMs: 5_000, secrets: [], onOutput: () => undefined },
      new AbortController().signal,
    );
  const ran = () => editor.terminals.map(terminal => terminal.ran);

  it('S34 is used again once its command has ended', async () => {
    await run('one');
    await run('two');
    assert.deepEqual(ran(), [['one', 'two']]);
  });

  it('S34 gets no command while the user runs something in it, as another shell', async () => {
    await run('one');
    const end = editor.terminals[0]?.begin('ssh root@production');
    await run('rm -rf build');
    assert.deepEqual(ran(), [['one'], ['rm -rf build']]);
    end?.();
    await run('three');
    assert.deepEqual(ran(), [['one', 'three'], ['rm -rf build']]);
  });

  for (const command of ['git commit -m "fixed !!"', 'echo !1', '^one^two']) {
    it(`S34 does not take what the shell's history would change: ${command}`, async () => {
      assert.equal(await run(command), undefined);
      assert.deepEqual(ran(), []);
    });
  }
});

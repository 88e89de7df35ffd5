import assert from 'node:assert/strict';
import type { CommandResult } from '../../../src/tools/ports.ts';
import { runCommand } from '../../../src/tools/runCommand.ts';
import type { ToolOutput } from '../../../src/tools/tool.ts';
import { createInMemoryWorkspace } from '../../support/inMemoryWorkspace.ts';
import { perform, prepare, refuses } from './toolRun.ts';

function ended(result: Partial<CommandResult>): Promise<ToolOutput> {
  const workspace = createInMemoryWorkspace();
  workspace.onCommand(() =>
    Promise.resolve({ exitCode: 0, endedBy: 'exit', output: 'out', durationMs: 1_500, ...result }),
  );
  return perform(runCommand, { command: 'npm test' }, workspace);
}

describe('run_command', () => {
  it('S23 proposes exactly the bytes that run', async () => {
    const command = ' echo "a  b"\n\techo $(x) | cat \u202e ';
    const workspace = createInMemoryWorkspace({ files: { 'sub/a.ts': '' } });
    const input = { command, cwd: 'sub', timeoutSeconds: 7 };
    const cwd = { display: 'sub', uri: 'file:///w/app/sub' };
    assert.deepEqual(await prepare(runCommand, input, workspace), {
      kind: 'command',
      command,
      cwd,
      timeoutMs: 7_000,
    });
    assert.equal(workspace.ran.length, 0);
    await perform(runCommand, input, workspace);
    assert.deepEqual(
      workspace.ran.map(run => [run.command, run.cwd, run.timeoutMs]),
      [[command, cwd, 7_000]],
    );
  });

  it('runs in the folder, the first of several, for at most 120 s', async () => {
    const one = await prepare(runCommand, { command: 'ls' }, createInMemoryWorkspace());
    assert(one.kind === 'command');
    assert.deepEqual([one.cwd.display, one.timeoutMs], ['.', 120_000]);
    const several = createInMemoryWorkspace({
      folders: [
        { name: 'a', path: '/w/a' },
        { name: 'b', path: '/w/b' },
      ],
    });
    const first = await prepare(runCommand, { command: 'ls' }, several);
    assert(first.kind === 'command');
    assert.equal(first.cwd.display, 'a');
  });

  it('tells how it ended and what it printed', async () => {
    assert.deepEqual(await ended({}), {
      content: 'Exit code 0 after 1.5 s. Output:\nout',
      summary: 'exit code 0',
      failed: false,
    });
    const failed = await ended({ exitCode: 1, output: '' });
    assert.deepEqual(
      [failed.content, failed.summary, failed.failed],
      ['Exit code 1 after 1.5 s. Output:\n[It printed nothing.]', 'exit code 1', true],
    );
    const late = await ended({ exitCode: undefined, endedBy: 'timeout' });
    assert.match(late.content, /ended after 120 s, the time limit.*\nout$/);
    assert.equal(late.failed, true);
    assert.equal((await ended({ exitCode: 0, endedBy: 'timeout' })).failed, true);
    assert.match((await ended({ exitCode: undefined, endedBy: 'stop' })).content, /user stopped/);
    assert.match((await ended({ exitCode: undefined })).content, /^A signal ended it/);
  });

  it('leaves out the middle of a long output', async () => {
    const { content } = await ended({ output: `first${'x'.repeat(50_000)}last` });
    assert(content.length < 31_000);
    assert.match(content, /first[^]*characters left out[^]*last$/);
  });

  it('passes live output and Stop on', async () => {
    const workspace = createInMemoryWorkspace();
    const seen: string[] = [];
    const controller = new AbortController();
    workspace.onCommand((command, signal) => {
      command.onOutput('live');
      assert.equal(signal, controller.signal);
      return Promise.resolve({ exitCode: 0, endedBy: 'exit', output: '', durationMs: 1 });
    });
    const call = runCommand.accept({ command: 'ls' });
    assert(call.kind === 'effect');
    const context = workspace.context({
      signal: controller.signal,
      onOutput: text => seen.push(text),
    });
    await call.perform(await call.prepare(context), context);
    assert.deepEqual(seen, ['live']);
  });

  it('refuses a directory that is none or outside, and a NUL', async () => {
    const workspace = createInMemoryWorkspace({ files: { 'a.ts': '' } });
    const inDirectory = (cwd: string): Promise<unknown> =>
      prepare(runCommand, { command: 'ls', cwd }, workspace);
    await refuses(inDirectory('a.ts'), /is no directory/);
    await refuses(inDirectory('nowhere'), /is no directory/);
    await refuses(inDirectory('/etc'), /outside of the workspace/);
    assert.equal(runCommand.accept({ command: 'ls\0' }).kind, 'refused');
  });

  it('is titled in one line', () => {
    const call = runCommand.accept({ command: `cd x\n  make\n${'y'.repeat(500)}` });
    assert(call.kind === 'effect');
    assert.match(call.title, /^cd x ⏎ make ⏎ y+ \[… \d+ more characters\]$/);
  });
});

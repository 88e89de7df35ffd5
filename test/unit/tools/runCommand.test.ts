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
      sources: [{ origin: 'output', name: 'npm test' }],
    });
    const failed = await ended({ exitCode: 1, output: '' });
    assert.deepEqual(failed.sources, []);
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
    assert.equal(runCommand.accept({ command: 'ls \ud83d' }).kind, 'refused');
    assert.equal(runCommand.accept({ command: 'ls \u{1f600}' }).kind, 'effect');
  });

  it('S23 starts exactly what it proposed in the background, and tells by what it is read', async () => {
    const workspace = createInMemoryWorkspace();
    workspace.onBackground(how => (how === 'started' ? { output: 'ready\n' } : {}));
    const input = { command: 'npm start\n', background: true };
    const proposal = await prepare(runCommand, input, workspace);
    assert(proposal.kind === 'command');
    assert.deepEqual([proposal.command, proposal.background], ['npm start\n', true]);
    assert.equal(proposal.timeoutMs, 43_200_000);
    assert.equal(workspace.inBackground.length, 0);
    const output = await perform(runCommand, input, workspace);
    assert.deepEqual(
      workspace.inBackground.map(run => [run.command, run.cwd, run.timeoutMs]),
      [[proposal.command, proposal.cwd, proposal.timeoutMs]],
    );
    assert.deepEqual(output, {
      content: 'cmd-1 has been running for 0.0 s. Output since the last time:\nready\n',
      summary: 'cmd-1 is running',
      failed: false,
      sources: [{ origin: 'output', name: 'npm start' }],
    });
    assert.equal(workspace.ran.length, 0);
  });

  it('says so where it ended at once in the background', async () => {
    const workspace = createInMemoryWorkspace();
    workspace.onBackground(() => ({ state: 'exit', exitCode: 127, output: 'not found' }));
    const input = { command: 'nope', background: true };
    const { content, failed } = await perform(runCommand, input, workspace);
    assert.match(content, /^cmd-1 ended with exit code 127 .*\nnot found$/);
    assert.equal(failed, true);
  });

  it('waits no longer than an hour, and says what to do instead', async () => {
    const workspace = createInMemoryWorkspace();
    const command = { command: 'npm start', timeoutSeconds: 3_601 };
    await refuses(prepare(runCommand, command, workspace), /background: true/);
    const proposal = await prepare(runCommand, { ...command, background: true }, workspace);
    assert(proposal.kind === 'command');
    assert.equal(proposal.timeoutMs, 3_601_000);
  });

  it('names its output by the beginning of the command, in one line', async () => {
    const nameOf = async (command: string): Promise<string | undefined> => {
      const workspace = createInMemoryWorkspace();
      const result = { exitCode: 0, endedBy: 'exit', output: 'out', durationMs: 1 } as const;
      workspace.onCommand(() => Promise.resolve(result));
      return (await perform(runCommand, { command }, workspace)).sources?.[0]?.name;
    };
    assert.equal(await nameOf(' cd x\n  make '), 'cd x ⏎ make');
    assert.equal(await nameOf('😀'.repeat(61)), `${'😀'.repeat(59)}…`);
    assert.equal(await nameOf('x'.repeat(60)), 'x'.repeat(60));
  });

  it('is titled in one line', () => {
    const call = runCommand.accept({ command: `cd x\n  make\n${'y'.repeat(500)}` });
    assert(call.kind === 'effect');
    assert.match(call.title, /^cd x ⏎ make ⏎ y+ \[… \d+ more characters\]$/);
  });
});

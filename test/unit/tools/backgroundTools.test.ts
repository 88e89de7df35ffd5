import assert from 'node:assert/strict';
import { PlumbError } from '../../../src/base/errors.ts';
import { endCommand } from '../../../src/tools/endCommand.ts';
import { readCommandOutput } from '../../../src/tools/readCommandOutput.ts';
import { runCommand } from '../../../src/tools/runCommand.ts';
import {
  createInMemoryWorkspace,
  type InMemoryWorkspace,
} from '../../support/inMemoryWorkspace.ts';
import { perform, read } from './toolRun.ts';

async function withServer(): Promise<InMemoryWorkspace> {
  const workspace = createInMemoryWorkspace();
  await perform(runCommand, { command: 'npm start', background: true }, workspace);
  return workspace;
}

describe('read_command_output', () => {
  const waits = async (input: object): Promise<unknown> => {
    const workspace = await withServer();
    const asked: unknown[] = [];
    workspace.onBackground(how => {
      asked.push(how);
      return {};
    });
    await read(readCommandOutput, { handle: 'cmd-1', ...input }, workspace);
    assert.equal(asked.length, 1);
    return asked[0];
  };

  it('waits for new output for 30 s, or for what it is told', async () => {
    assert.deepEqual(await waits({}), { goal: 'output', timeoutMs: 30_000 });
    assert.deepEqual(await waits({ waitFor: 'nothing' }), { goal: 'output', timeoutMs: 0 });
    const exit = { goal: 'exit', timeoutMs: 5_000 };
    assert.deepEqual(await waits({ waitFor: 'exit', timeoutSeconds: 5 }), exit);
    const text = { goal: { text: 'Listening' }, timeoutMs: 30_000 };
    assert.deepEqual(await waits({ text: 'Listening', waitFor: 'nothing' }), text);
  });

  it('tells how the command stands and where the text came from', async () => {
    const workspace = await withServer();
    workspace.onBackground(() => ({ output: 'GET /\n', durationMs: 2_000 }));
    assert.deepEqual(await read(readCommandOutput, { handle: 'cmd-1' }, workspace), {
      content: 'cmd-1 has been running for 2.0 s. Output since the last time:\nGET /\n',
      summary: 'cmd-1 is running',
      failed: false,
      sources: [{ origin: 'output', name: 'npm start' }],
    });
    const ends = [
      [{ state: 'exit', exitCode: 0 }, /^cmd-1 ended with exit code 0 after/, false],
      [{ state: 'exit', exitCode: 2 }, /^cmd-1 ended with exit code 2 after/, true],
      [{ state: 'exit' }, /^cmd-1 was ended by a signal after/, true],
      [{ state: 'timeout' }, /^cmd-1 was ended at its time limit/, false],
      [{ state: 'stop' }, /^cmd-1 was ended on request/, false],
    ] as const;
    for (const [end, words, failed] of ends) {
      workspace.onBackground(() => end);
      const output = await read(readCommandOutput, { handle: 'cmd-1' }, workspace);
      assert.match(output.content, words);
      assert.match(output.content, /\[Nothing new was printed\.\]$/);
      assert.deepEqual([output.failed, output.sources], [failed, []]);
    }
  });

  it('leaves out the middle of a long output', async () => {
    const workspace = await withServer();
    workspace.onBackground(() => ({ output: `first${'x'.repeat(50_000)}last` }));
    const { content } = await read(readCommandOutput, { handle: 'cmd-1' }, workspace);
    assert(content.length < 31_000);
    assert.match(content, /first[^]*characters left out[^]*last$/);
  });

  it('passes on that there is no such command', async () => {
    const workspace = await withServer();
    await assert.rejects(read(readCommandOutput, { handle: 'cmd-2' }, workspace), PlumbError);
  });
});

describe('end_command', () => {
  it('ends the command without asking, and tells what it printed last', async () => {
    const workspace = await withServer();
    workspace.onBackground(how => (how === 'ended' ? { state: 'stop', output: 'bye\n' } : {}));
    const { content, summary, failed } = await read(endCommand, { handle: 'cmd-1' }, workspace);
    assert.match(content, /^cmd-1 was ended on request .*\nbye\n$/);
    assert.deepEqual([summary, failed], ['cmd-1 was stopped', false]);
  });
});

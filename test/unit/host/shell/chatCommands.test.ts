import assert from 'node:assert/strict';
import { createChatCommands, type ChatCommands } from '../../../../src/host/shell/chatCommands.ts';
import { PlumbError } from '../../../../src/base/errors.ts';
import type { CommandResult } from '../../../../src/tools/ports.ts';

/** A command whose process the test plays. */
interface Played {
  readonly command: string;
  print(text: string): void;
  end(result?: Partial<CommandResult>): void;
  fail(error: Error): void;
  readonly signal: AbortSignal;
}

const CWD = { display: '.', uri: 'file:///w/app' };
const never = new AbortController().signal;

describe('commands of a chat', () => {
  let played: Played[];
  let commands: ChatCommands;

  beforeEach(() => {
    played = [];
    commands = createChatCommands(
      ({ command }, onText, signal) =>
        new Promise((resolve, reject) => {
          const end = (result: Partial<CommandResult> = {}): void =>
            resolve({ exitCode: 0, endedBy: 'exit', output: '', durationMs: 5, ...result });
          signal.addEventListener('abort', () => end({ exitCode: undefined, endedBy: 'stop' }));
          played.push({ command, print: onText, end, fail: reject, signal });
        }),
    );
  });

  const the = (index: number): Played => {
    const one = played[index];
    assert(one !== undefined);
    return one;
  };
  const begin = (command = 'npm start', signal = never) =>
    commands.start({ command, cwd: CWD, timeoutMs: 60_000, onOutput: () => undefined }, signal);
  const begun = async (command = 'npm start', signal = never) => {
    const starting = begin(command, signal);
    the(played.length - 1).print('first\n');
    return starting;
  };
  const read = (goal: Parameters<ChatCommands['read']>[1]['goal'], timeoutMs = 60_000) =>
    commands.read('cmd-1', { goal, timeoutMs }, never);

  it('gives a handle with the first output, without waiting for more', async () => {
    const { durationMs, ...reading } = await begun();
    assert.deepEqual(reading, {
      handle: 'cmd-1',
      command: 'npm start',
      state: 'running',
      exitCode: undefined,
      output: 'first\n',
    });
    assert.ok(durationMs < 1_000);
    assert.equal((await begun('other')).handle, 'cmd-2');
  });

  it('returns at once from a command that ended at once, and after a moment from a silent one', async () => {
    const starting = begin();
    the(0).end({ exitCode: 1 });
    assert.deepEqual([(await starting).state, (await read('exit')).exitCode], ['exit', 1]);
    const silent = await begin('silent');
    assert.deepEqual([silent.state, silent.output], ['running', '']);
    assert.ok(silent.durationMs >= 1_400 && silent.durationMs < 5_000);
  });

  it('has no handle for what could not be started', async () => {
    const starting = begin();
    the(0).fail(new PlumbError('no shell'));
    await assert.rejects(starting, /no shell/);
    await assert.rejects(read('output'), /has no command cmd-1 \(it has: none\)/);
  });

  it('gives each output once, and what came between two readings', async () => {
    await begun();
    the(0).print('a');
    the(0).print('b');
    assert.equal((await read('output')).output, 'ab');
    const next = read('output');
    the(0).print('c');
    assert.equal((await next).output, 'c');
    assert.equal((await read('output', 0)).output, '');
  });

  it('waits for a text that comes in pieces, or that is already there', async () => {
    await begun();
    const waiting = read({ text: 'Listening on' });
    for (const piece of ['List', 'ening', ' o', 'n 80']) the(0).print(piece);
    assert.equal((await waiting).output, 'Listening on 80');
    the(0).print('Ready');
    the(0).print('.');
    assert.equal((await read({ text: 'dy.' })).output, 'Ready.');
  });

  it('waits for the end, which ends every wait', async () => {
    await begun();
    const waits = [read('exit'), read({ text: 'never' }), read('output')];
    the(0).end({ exitCode: 3 });
    for (const { state, exitCode } of await Promise.all(waits)) {
      assert.deepEqual([state, exitCode], ['exit', 3]);
    }
    assert.deepEqual((await read('output')).state, 'exit');
  });

  it('says that it runs on when the time is up', async () => {
    await begun();
    the(0).print('x');
    const { state, output } = await read('exit', 20);
    assert.deepEqual([state, output], ['running', 'x']);
  });

  it('S36 bounds the output that nobody reads', async () => {
    await begun();
    for (let each = 0; each < 300; each += 1) the(0).print('y'.repeat(1_000));
    const { output } = await read('output');
    assert.ok(output.length < 61_000);
    assert.match(output, /characters left out/);
  });

  it('ends one and leaves the others, and tells the last words', async () => {
    await begun();
    await begun('other');
    the(0).print('bye');
    const { state, output } = await commands.end('cmd-1');
    assert.deepEqual([state, output], ['stop', 'bye']);
    assert.equal(the(1).signal.aborted, false);
    assert.equal((await commands.end('cmd-1')).state, 'stop');
  });

  it('R45 lets Stop end everything that the chat has running, from earlier turns too', async () => {
    await begun('of an earlier turn', new AbortController().signal);
    const turn = new AbortController();
    await begun('of this turn', turn.signal);
    turn.abort();
    assert.deepEqual([the(0).signal.aborted, the(1).signal.aborted], [true, true]);
    assert.equal((await read('exit')).state, 'stop');
  });

  it('R45 lets Stop end what it began while it still waits for a first output', async () => {
    const turn = new AbortController();
    const starting = begin('npm start', turn.signal);
    turn.abort();
    assert.equal((await starting).state, 'stop');
    await assert.rejects(begin('another', turn.signal), { name: 'AbortError' });
    assert.equal(played.length, 1);
  });

  it('ends all of the chat where it is closed', async () => {
    await begun();
    await begun('other');
    await commands.endAll();
    assert.ok(played.every(({ signal }) => signal.aborted));
  });

  it('keeps the last of those that ended, and all that run', async () => {
    await begun('runs on');
    for (let each = 0; each < 30; each += 1) {
      const starting = begin(`ends ${each}`);
      the(each + 1).end();
      await starting;
    }
    assert.equal((await read('output', 0)).state, 'running');
    await assert.rejects(commands.end('cmd-2'), /ended long ago/);
    assert.equal((await commands.end('cmd-31')).state, 'exit');
  });

  it('tells a chat apart from another', async () => {
    await begun();
    const other = createChatCommands(() => Promise.reject(new Error('unused')));
    await assert.rejects(other.end('cmd-1'), PlumbError);
  });
});

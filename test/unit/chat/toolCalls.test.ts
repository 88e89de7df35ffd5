import assert from 'node:assert/strict';
import { PlumbError } from '../../../src/base/errors.ts';
import { ToolRefusal } from '../../../src/tools/tool.ts';
import { createApprovals } from '../../../src/chat/approvals.ts';
import { createScriptedModel } from '../../support/scriptedModel.ts';
import {
  call,
  commandProposal,
  contextWithoutPorts,
  effectTool,
  output,
  readTool,
  textIn,
} from './fakeTools.ts';
import { collectingLogger, deciding, ofType, play, turnOf } from './turnHarness.ts';

/** Notes when work begins and ends, and ends it by hand. */
function workshop(): {
  readonly log: string[];
  readonly most: () => number;
  readonly work: (name: string) => Promise<void>;
} {
  const log: string[] = [];
  let running = 0;
  let most = 0;
  return {
    log,
    most: () => most,
    work: async name => {
      log.push(`begin ${name}`);
      running += 1;
      most = Math.max(most, running);
      // A turn of the event loop, in which everything that may begin has begun.
      await new Promise(resolve => setImmediate(resolve));
      running -= 1;
      log.push(`end ${name}`);
    },
  };
}

const DONE = { text: ['Done.'] };

describe('the calls of an answer', () => {
  it('runs reads side by side, four at most', async () => {
    const shop = workshop();
    const look = readTool('look', async input => {
      await shop.work(textIn(input, 'n'));
      return output('seen');
    });
    const calls = [1, 2, 3, 4, 5, 6].map(n => call(`c${n}`, 'look', { n }));
    await play(turnOf({ client: createScriptedModel([{ calls }, DONE]), tools: [look] }));

    assert.equal(shop.most(), 4);
    assert.equal(shop.log.filter(line => line.startsWith('end')).length, 6);
  });

  it('are told which chat they belong to, and which message the turn answers', async () => {
    const told: unknown[] = [];
    const look = readTool('look', () => Promise.resolve(output('seen')));
    const client = createScriptedModel([{ calls: [call('c1', 'look')] }, DONE]);
    const turn = turnOf({
      client,
      tools: [look],
      events: [
        { type: 'userMessage', at: 1, id: 'earlier', text: 'Hello.', attachments: [] },
        { type: 'userMessage', at: 2, id: 'last', text: 'Do it.', attachments: [] },
      ],
      toolContext: ({ chatId, messageId, ...rest }) => {
        told.push([chatId, messageId]);
        return contextWithoutPorts(rest);
      },
    });
    await play(turn);
    assert.deepEqual(told, [['chat-1', 'last']]);
  });

  it('runs effects one after another, and reads behind an effect after it', async () => {
    const shop = workshop();
    const look = readTool('look', async input => {
      await shop.work(`look ${textIn(input, 'n')}`);
      return output('seen');
    });
    const act = effectTool('act', {
      propose: input => commandProposal(textIn(input, 'n')),
      perform: async proposal => {
        await shop.work(proposal.kind === 'command' ? `act ${proposal.command}` : '');
        return output('done');
      },
    });
    const approvals = createApprovals();
    const calls = [
      call('c1', 'look', { n: 1 }),
      call('c2', 'act', { n: 2 }),
      call('c3', 'act', { n: 3 }),
      call('c4', 'look', { n: 4 }),
    ];
    const client = createScriptedModel([{ calls }, DONE]);
    await play(turnOf({ client, tools: [look, act], approvals }), deciding(approvals, 'approve'));

    assert.deepEqual(shop.log, [
      'begin look 1',
      'end look 1',
      'begin act 2',
      'end act 2',
      'begin act 3',
      'end act 3',
      'begin look 4',
      'end look 4',
    ]);
  });

  it('returns results in the order of the calls, whatever ends first', async () => {
    const gates = new Map<string, () => void>();
    const slow = readTool('slow', async () => {
      await new Promise<void>(resolve => gates.set('slow', resolve));
      return output('slow result');
    });
    const fast = readTool('fast', () => {
      queueMicrotask(() => gates.get('slow')?.());
      return Promise.resolve(output('fast result'));
    });
    const calls = [call('c1', 'slow'), call('c2', 'fast')];
    const client = createScriptedModel([{ calls }, DONE]);
    const { events } = await play(turnOf({ client, tools: [slow, fast] }));

    assert.deepEqual(
      ofType(events, 'toolEnded').map(event => event.callId),
      ['c2', 'c1'],
    );
    assert.deepEqual(client.requests[1]?.messages.slice(2), [
      { role: 'tool', id: 'c1', content: 'slow result' },
      { role: 'tool', id: 'c2', content: 'fast result' },
    ]);
  });

  it('tells the model why arguments do not fit', async () => {
    const look = readTool('look', () => Promise.resolve(output('seen')));
    const client = createScriptedModel([{ calls: [call('c1', 'look', { refuse: true })] }, DONE]);
    const { events } = await play(turnOf({ client, tools: [look] }));
    assert.equal(ofType(events, 'toolStarted').length, 0);
    assert.equal(ofType(events, 'toolEnded')[0]?.content, 'The arguments of look do not fit.');
  });

  for (const [name, error] of [
    ['a refusal', new ToolRefusal('a.ts is a directory. Use list_directory.')],
    ['an error in plain words', new PlumbError('a.ts is a directory. Use list_directory.')],
  ] as const) {
    it(`tells the model what ${name} of a tool says`, async () => {
      const look = readTool('look', () => Promise.reject(error));
      const client = createScriptedModel([{ calls: [call('c1', 'look')] }, DONE]);
      const { events } = await play(turnOf({ client, tools: [look] }));
      const [ended] = ofType(events, 'toolEnded');
      assert.equal(ended?.state, 'failed');
      assert.equal(ended.content, 'a.ts is a directory. Use list_directory.');
    });
  }

  it('keeps what broke inside a tool out of the conversation and puts it into the log', async () => {
    const logger = collectingLogger();
    const look = readTool('look', () => Promise.reject(new TypeError('secret detail')));
    const client = createScriptedModel([{ calls: [call('c1', 'look')] }, DONE]);
    const { events } = await play(turnOf({ client, tools: [look], logger }));

    const [ended] = ofType(events, 'toolEnded');
    assert.equal(ended?.state, 'failed');
    assert.doesNotMatch(ended.content, /secret detail/);
    assert.match(logger.errors.join('\n'), /look failed secret detail/);
    assert.equal(ofType(events, 'turnEnded')[0]?.reason, 'done');
  });

  it('survives a tool that breaks while it reads its arguments', async () => {
    const look = {
      ...readTool('look', () => Promise.resolve(output('seen'))),
      accept: () => {
        throw new TypeError('broken');
      },
    };
    const client = createScriptedModel([{ calls: [call('c1', 'look')] }, DONE]);
    const { events } = await play(turnOf({ client, tools: [look] }));
    assert.equal(ofType(events, 'toolEnded')[0]?.state, 'failed');
  });

  it('shows live output while a tool runs, and none after it has ended', async () => {
    let late: (text: string) => void = () => undefined;
    const look = readTool('look', (_input, { onOutput }) => {
      late = onOutput;
      onOutput('line 1\n');
      return Promise.resolve(output('seen'));
    });
    const client = createScriptedModel([{ calls: [call('c1', 'look')] }, DONE]);
    const { live } = await play(turnOf({ client, tools: [look] }), event => {
      if (event.type === 'toolEnded') late('too late');
    });
    assert.deepEqual(
      live.flatMap(event => (event.type === 'toolOutput' ? [event.text] : [])),
      ['line 1\n'],
    );
  });

  it('S26 takes the key out of results, summaries, refusals and live output', async () => {
    const key = 'sk-1234567890';
    const look = readTool('look', (input, { onOutput }) => {
      if ('fail' in input) return Promise.reject(new ToolRefusal(`not ${key}`));
      onOutput(`key is sk-123`);
      onOutput(`4567890 and sk-1 ends`);
      return Promise.resolve({ content: `got ${key}`, summary: key, failed: false });
    });
    const calls = [call('c1', 'look'), call('c2', 'look', { fail: true })];
    const client = createScriptedModel([{ calls }, DONE]);
    const { events, live } = await play(turnOf({ client, tools: [look], secrets: [key] }));

    const ended = ofType(events, 'toolEnded');
    assert.deepEqual(
      ended.map(event => event.content),
      ['got [redacted]', 'not [redacted]'],
    );
    assert.equal(ended[0]?.summary, '[redacted]');
    const shown = live.flatMap(event => (event.type === 'toolOutput' ? [event.text] : []));
    assert.equal(shown.join(''), 'key is [redacted] and sk-1 ends');
    assert.ok(!JSON.stringify(client.requests).includes(key));
  });
});

import assert from 'node:assert/strict';
import { PlumbError } from '../../../src/base/errors.ts';
import { runTurn } from '../../../src/chat/agent.ts';
import { messagesOf } from '../../../src/chat/transcript.ts';
import { createScriptedModel } from '../../support/scriptedModel.ts';
import { brokenCall, call, output, readTool } from './fakeTools.ts';
import { collectingLogger, ofType, play, SETTINGS, turnOf, userMessage } from './turnHarness.ts';

const echo = readTool('echo', input => Promise.resolve(output(`echo ${JSON.stringify(input)}`)));
const fails = readTool('fails', () =>
  Promise.resolve({ content: 'No.', summary: 'no', failed: true }),
);

describe('a turn of the agent', () => {
  it('streams an answer and ends with what it took', async () => {
    const usage = {
      promptTokens: 10,
      completionTokens: 5,
      cachedTokens: undefined,
      reasoningTokens: 2,
    };
    const client = createScriptedModel([
      { reasoning: ['Hm', 'm.'], text: ['Hel', 'lo'], usage, costUsd: 0.25 },
    ]);
    const { events } = await play(turnOf({ client }));

    assert.deepEqual(
      events.map(event => event.type),
      ['requestSent', 'reasoning', 'text', 'answerEnded', 'turnEnded'],
    );
    assert.equal(ofType(events, 'text')[0]?.text, 'Hello');
    assert.equal(ofType(events, 'answerEnded')[0]?.costUsd, 0.25);
    assert.equal(ofType(events, 'answerEnded')[0]?.usage?.reasoningTokens, 2);
    assert.equal(ofType(events, 'turnEnded')[0]?.reason, 'done');
  });

  it('sends a request only after its id was read, so that it stands in the log (invariant 7)', async () => {
    const client = createScriptedModel([{ text: ['Hi'] }]);
    const turn = runTurn(turnOf({ client }));

    const first = await turn.next();
    assert.deepEqual(
      { type: first.value?.type, sent: client.sent },
      { type: 'requestSent', sent: [] },
    );
    await turn.next();
    assert.deepEqual(client.sent, ['task-1']);
    await turn.return(undefined);
  });

  it('returns the results of tools to the model until it calls no more', async () => {
    const client = createScriptedModel([
      { text: ['Looking.'], calls: [call('c1', 'echo', { a: 1 })] },
      { text: ['Done.'] },
    ]);
    const { events } = await play(turnOf({ client, tools: [echo] }));

    assert.deepEqual(client.requests[1]?.messages, [
      { role: 'user', content: 'Do it.' },
      {
        role: 'assistant',
        content: 'Looking.',
        tools: [{ id: 'c1', name: 'echo', input: { a: 1 } }],
      },
      { role: 'tool', id: 'c1', content: 'echo {"a":1}' },
    ]);
    assert.equal(events.at(-1)?.type, 'turnEnded');
  });

  it('reads model, thinking level and limit anew at each request', async () => {
    const client = createScriptedModel([{ calls: [call('c1', 'echo')] }, { text: ['Done.'] }]);
    let asked = 0;
    const turn = turnOf({ client, tools: [echo] });
    const settings = (): ReturnType<typeof turn.settings> => {
      asked += 1;
      return {
        ...SETTINGS,
        model: `m${asked}`,
        thinkingLevel: asked === 1 ? 'low' : 'high',
        maxTokens: asked,
      };
    };
    await play({ ...turn, settings });

    assert.deepEqual(
      client.requests.map(({ model, thinkingLevel, maxTokens }) => [
        model,
        thinkingLevel,
        maxTokens,
      ]),
      [
        ['m1', 'low', 1],
        ['m2', 'high', 2],
      ],
    );
  });

  it('shows the text of a service that answers in one piece', async () => {
    const client = createScriptedModel([{ wholeText: 'All at once.' }]);
    const { events } = await play(turnOf({ client }));
    assert.equal(ofType(events, 'text')[0]?.text, 'All at once.');
  });

  it('passes on calls while they arrive and that a request has to wait', async () => {
    const client = createScriptedModel([
      { waiting: { reason: 'busy', delayMs: 5 }, calls: [call('c1', 'echo', { a: 1 })] },
      { text: ['Done.'] },
    ]);
    const { live } = await play(turnOf({ client, tools: [echo] }));
    assert.deepEqual(live, [
      { type: 'waiting', reason: 'busy', delayMs: 5 },
      { type: 'receivingCall', callId: 'c1', name: 'echo', argumentsDelta: '{"a":1}' },
    ]);
  });

  it('gives calls whose ids return an id of their own', async () => {
    const client = createScriptedModel([
      { calls: [call('call_1', 'echo', { n: 1 })] },
      { calls: [call('call_1', 'echo', { n: 2 }), call('call_1', 'echo', { n: 3 })] },
      { text: ['Done.'] },
    ]);
    const { events, live } = await play(turnOf({ client, tools: [echo] }));

    const ids = ofType(events, 'answerEnded').flatMap(event => event.toolCalls.map(({ id }) => id));
    assert.deepEqual(ids, ['call_1', 'call_1_2', 'call_1_3']);
    assert.deepEqual(
      client.requests[2]?.messages.flatMap(row => (row.role === 'tool' ? [row.content] : [])),
      ['echo {"n":1}', 'echo {"n":2}', 'echo {"n":3}'],
    );
    assert.equal(live[1]?.type === 'receivingCall' && live[1].callId, 'call_1_2');
  });

  it('tells the model which tools there are when it calls one that there is not', async () => {
    const client = createScriptedModel([{ calls: [call('c1', '__proto__')] }, { text: ['Done.'] }]);
    const { events } = await play(turnOf({ client, tools: [echo, fails] }));
    const [ended] = ofType(events, 'toolEnded');
    assert.equal(ended?.state, 'failed');
    assert.match(ended.content, /no tool called __proto__.*The tools are: echo, fails\./);
  });

  it('R37 refuses a call whose arguments are cut off, tells the model, and does nothing', async () => {
    let runs = 0;
    const counting = readTool('echo', () => {
      runs += 1;
      return Promise.resolve(output('ran'));
    });
    const client = createScriptedModel([
      { calls: [brokenCall('c1', 'echo', '{"path": "src/a')] },
      { text: ['Done.'] },
    ]);
    await play(turnOf({ client, tools: [counting] }));

    assert.equal(runs, 0);
    const rows = client.requests[1]?.messages.slice(1);
    assert.deepEqual(rows?.[0], {
      role: 'assistant',
      tools: [{ id: 'c1', name: 'echo', input: {} }],
    });
    const result = rows[1]?.content ?? '';
    assert.match(result, /its arguments are cut off/);
    assert.match(result, /\{"path": "src\/a/);
  });

  for (const finishReason of ['length', 'truncated'] as const) {
    it(`R37 runs no call of an answer that ended by ${finishReason}, and keeps its text`, async () => {
      let runs = 0;
      const counting = readTool('echo', () => {
        runs += 1;
        return Promise.resolve(output('ran'));
      });
      const client = createScriptedModel([
        {
          text: ['Half'],
          calls: [call('c1', 'echo'), brokenCall('c2', 'echo', '{"a')],
          finishReason,
        },
      ]);
      const { events } = await play(turnOf({ client, tools: [counting] }));

      assert.equal(runs, 0);
      assert.equal(ofType(events, 'turnEnded')[0]?.reason, finishReason);
      const rows = messagesOf([userMessage(), ...events]);
      assert.equal(rows[1]?.content, 'Half');
      assert.match(rows[2]?.content ?? '', /cut off before its end; nothing was done/);
      assert.match(rows[3]?.content ?? '', /its arguments are cut off/);
    });
  }

  it('R38 asks no second time after an empty answer, and says why it is empty', async () => {
    const usage = {
      promptTokens: 1,
      completionTokens: 16_000,
      cachedTokens: undefined,
      reasoningTokens: 15_990,
    };
    const client = createScriptedModel([{ finishReason: 'length', usage }]);
    const { events } = await play(turnOf({ client }));

    assert.equal(client.requests.length, 1);
    const ended = ofType(events, 'turnEnded')[0];
    assert.equal(ended?.reason, 'failed');
    assert.match(ended.error?.message ?? '', /15990 tokens on thinking/);
    assert.deepEqual(ended.error?.action, {
      label: 'Retry with 32000 tokens',
      command: 'retry',
      args: ['32000'],
    });
  });

  it('R38 offers no more tokens than the service allows', async () => {
    const client = createScriptedModel([{ finishReason: 'length' }]);
    const { events } = await play(turnOf({ client, settings: { maxTokens: 128_000 } }));
    const ended = ofType(events, 'turnEnded')[0];
    assert.deepEqual(ended?.error?.action, { label: 'Retry', command: 'retry' });
  });

  for (const [finishReason, says] of [
    ['stop', /empty answer \(the service says: stop\)/],
    ['unknown', /empty answer \(the service says: unknown\)/],
    ['truncated', /connection ended before an answer came/],
    ['content_filter', /content filter/],
  ] as const) {
    it(`R38 fails with the reason after nothing but ${finishReason}`, async () => {
      const client = createScriptedModel([{ text: ['  '], finishReason }]);
      const { events } = await play(turnOf({ client }));
      const ended = ofType(events, 'turnEnded')[0];
      assert.equal(ended?.reason, 'failed');
      assert.match(ended.error?.message ?? '', says);
    });
  }

  it('offers to put the message in other words after a filter, and to try it again', async () => {
    const action = { label: 'Edit message', command: 'editMessage' };
    for (const played of [
      { text: ['As I'], finishReason: 'content_filter' } as const,
      { instead: new PlumbError('It refused this for its content rules.', { action }) },
    ]) {
      const { events } = await play(turnOf({ client: createScriptedModel([played]) }));
      const error = ofType(events, 'turnEnded')[0]?.error;
      assert.deepEqual(error?.action, action);
      assert.deepEqual(error.moreActions, [{ label: 'Retry', command: 'retry' }]);
    }
  });

  it('fails with the message and the action of the service, and keeps what had come', async () => {
    const action = { label: 'Set key', command: 'plumb.setApiKey' };
    const client = createScriptedModel([
      { text: ['So far'], instead: new PlumbError('The key is not valid.', { action }) },
    ]);
    const { events } = await play(turnOf({ client }));

    assert.deepEqual(ofType(events, 'turnEnded')[0]?.error, {
      message: 'The key is not valid.',
      action,
    });
    assert.equal(messagesOf([userMessage(), ...events])[1]?.content, 'So far');
  });

  it('tells people little and the log all of an error that nobody expected', async () => {
    const logger = collectingLogger();
    const client = createScriptedModel([{ instead: new TypeError('x is undefined') }]);
    const { events } = await play(turnOf({ client, logger }));
    const ended = ofType(events, 'turnEnded')[0];
    assert.doesNotMatch(ended?.error?.message ?? '', /undefined/);
    assert.match(logger.errors.join('\n'), /x is undefined/);
  });

  it('pauses after its limit of steps', async () => {
    const answers = [1, 2, 3].map(n => ({ calls: [call(`c${n}`, 'echo', { n })] }));
    const client = createScriptedModel(answers);
    const { events } = await play(turnOf({ client, tools: [echo], stepLimit: 3 }));
    assert.equal(client.requests.length, 3);
    assert.equal(ofType(events, 'turnEnded')[0]?.reason, 'stepLimit');
    assert.equal(ofType(events, 'toolEnded').length, 3);
  });

  it('R52 tells the model at the third failure of the same call and ends at the fourth', async () => {
    const client = createScriptedModel(
      [1, 2, 3, 4, 5].map(n => ({ calls: [call(`c${n}`, 'fails', { path: 'x' })] })),
    );
    const { events } = await play(turnOf({ client, tools: [fails] }));

    assert.equal(client.requests.length, 4);
    const contents = ofType(events, 'toolEnded').map(event => event.content);
    assert.deepEqual(contents.slice(0, 2), ['No.', 'No.']);
    assert.match(contents[2] ?? '', /^No\.\n\nThis same call has now failed 3 times in a row/);
    const ended = ofType(events, 'turnEnded')[0];
    assert.equal(ended?.reason, 'failed');
    assert.match(ended.error?.message ?? '', /same call to fails/);
    assert.equal(ended.error?.action?.command, 'continue');
  });

  it('R52 lets a call fail again after something else was done', async () => {
    const failing = (n: number) => ({ calls: [call(`c${n}`, 'fails', { path: 'x' })] });
    const client = createScriptedModel([
      failing(1),
      failing(2),
      { calls: [call('c3', 'echo')] },
      failing(4),
      failing(5),
      { text: ['Done.'] },
    ]);
    const { events } = await play(turnOf({ client, tools: [fails, echo] }));
    assert.equal(ofType(events, 'turnEnded')[0]?.reason, 'done');
    assert.ok(ofType(events, 'toolEnded').every(event => !event.content.includes('in a row')));
  });

  describe('R52 calls that succeed and bring the same again', () => {
    const sameCall = (n: number) => ({ calls: [call(`c${n}`, 'poll', { of: 'build' })] });
    /** Answers with these contents, one after another, over and over. */
    const poll = (...contents: readonly string[]) => {
      let calls = 0;
      return readTool('poll', () => {
        calls += 1;
        return Promise.resolve(output(contents[(calls - 1) % contents.length] ?? ''));
      });
    };

    it('are told of at the third result and end the turn at the fourth', async () => {
      const client = createScriptedModel([1, 2, 3, 4, 5].map(sameCall));
      const { events } = await play(turnOf({ client, tools: [poll('Nothing.')] }));
      assert.equal(client.requests.length, 4);
      const contents = ofType(events, 'toolEnded').map(event => event.content);
      assert.deepEqual(contents.slice(0, 2), ['Nothing.', 'Nothing.']);
      assert.match(
        contents[2] ?? '',
        /^Nothing\.\n\nYou have made this same call 3 times in a row/,
      );
      assert.match(contents[3] ?? '', /this same call 4 times in a row/);
      const ended = ofType(events, 'turnEnded')[0];
      assert.equal(ended?.reason, 'failed');
      assert.match(ended.error?.message ?? '', /same call to poll, with the same result/);
      assert.equal(ended.error?.action?.command, 'continue');
    });

    it('go on where the result changes', async () => {
      const answers = [1, 2, 3, 4, 5, 6].map(sameCall);
      const client = createScriptedModel([...answers, { text: ['Done.'] }]);
      const { events } = await play(turnOf({ client, tools: [poll('1 %', '1 %', '2 %')] }));
      assert.equal(ofType(events, 'turnEnded')[0]?.reason, 'done');
      assert.ok(ofType(events, 'toolEnded').every(event => !event.content.includes('in a row')));
    });

    it('go on where one of the calls of an answer brings something else', async () => {
      const echoes = (n: number) => ({
        calls: [call(`a${n}`, 'same', {}), call(`b${n}`, 'poll', {})],
      });
      const same = readTool('same', () => Promise.resolve(output('Same.')));
      const answers = [1, 2, 3, 4, 5].map(echoes);
      const client = createScriptedModel([...answers, { text: ['Done.'] }]);
      const { events } = await play(turnOf({ client, tools: [same, poll('1', '2')] }));
      assert.equal(ofType(events, 'turnEnded')[0]?.reason, 'done');
    });

    it('go on after something else was done', async () => {
      const client = createScriptedModel([
        sameCall(1),
        sameCall(2),
        { calls: [call('c3', 'echo')] },
        sameCall(4),
        sameCall(5),
        { text: ['Done.'] },
      ]);
      const { events } = await play(turnOf({ client, tools: [poll('Nothing.'), echo] }));
      assert.equal(ofType(events, 'turnEnded')[0]?.reason, 'done');
    });
  });
});

import assert from 'node:assert/strict';
import { ApiError } from '../../../src/api/apiErrors.ts';
import type { ModelClient, ModelEvent, ModelRequest } from '../../../src/api/modelClient.ts';
import type { ModelFacts } from '../../../src/api/models.ts';
import {
  createTransportChoice,
  type TransportChoiceOptions,
  type TransportName,
} from '../../../src/api/transportChoice.ts';
import { allOf, answerIn, thrownBy } from '../../contract/connection.ts';
import { createScriptedModel, type ScriptedAnswer } from '../../support/scriptedModel.ts';

const request: ModelRequest = {
  model: 'openai-gpt-5-5',
  maxTokens: 1_000,
  tools: [
    { type: 'function', name: 'f', description: '', schema: { type: 'object', properties: {} } },
  ],
  messages: [
    { role: 'user', content: 'Hi' },
    { role: 'assistant', tools: [{ id: 'call_1', name: 'f', input: {} }] },
    { role: 'tool', id: 'call_1', content: 'done' },
  ],
};

type Scripts = Partial<Record<TransportName, readonly ScriptedAnswer[]>>;

interface Chosen {
  readonly ask: (request?: ModelRequest) => Promise<ModelEvent[]>;
  /** How often each transport was asked. */
  readonly asked: () => Readonly<Record<TransportName, number>>;
  readonly remembered: Map<string, string>;
  readonly choice: ModelClient;
  readonly loads: () => number;
}

function choose(scripts: Scripts, more: Partial<TransportChoiceOptions> = {}): Chosen {
  const native = createScriptedModel(scripts.native ?? []);
  const chatCompletions = createScriptedModel(scripts.chatCompletions ?? []);
  const responses = createScriptedModel(scripts.responses ?? []);
  const remembered = new Map<string, string>();
  let loads = 0;
  const choice = createTransportChoice({
    native,
    compatible: () => {
      loads += 1;
      return Promise.resolve({ chatCompletions, responses });
    },
    setting: () => 'auto',
    memory: {
      read: model => remembered.get(model),
      write: (model, transport) => remembered.set(model, transport),
    },
    ...more,
  });
  return {
    ...{ choice, remembered },
    loads: () => loads,
    ask: (asked = request) =>
      allOf(
        choice.answer(asked, {
          signal: new AbortController().signal,
          beforeSend: () => Promise.resolve(),
        }),
      ),
    asked: () => ({
      native: native.requests.length,
      chatCompletions: chatCompletions.requests.length,
      responses: responses.requests.length,
    }),
  };
}

function refused(parameter: string | undefined, code = 'unsupportedParameter'): ApiError {
  return new ApiError('validation', { host: 'h', status: 400, code, parameter });
}

const failing = (error: Error): ScriptedAnswer => ({ instead: error });
const hello: ScriptedAnswer = { text: ['Hello'] };

function messagesIn(events: readonly ModelEvent[]): string[] {
  return events.flatMap(event => (event.type === 'adjusted' ? event.message : []));
}

describe('The choice of a transport', () => {
  it('stays native while that works, and loads nothing else', async () => {
    const { ask, asked, loads, remembered } = choose({ native: [hello, hello] });
    assert.deepEqual(messagesIn([...(await ask()), ...(await ask())]), []);
    assert.deepEqual(asked(), { native: 2, chatCompletions: 0, responses: 0 });
    assert.deepEqual([loads(), remembered.size], [0, 0]);
  });

  for (const parameter of [
    'tools',
    'tools[0].schema',
    'toolChoice',
    'toolChoice.type',
    'messages[1].tools',
    'messages.2.role',
    'messages[2]',
    'messages[2].id',
  ]) {
    it(`moves on when the service refuses ${parameter}, says so once and remembers it`, async () => {
      const { ask, asked, remembered, loads } = choose({
        native: [failing(refused(parameter))],
        chatCompletions: [hello, hello],
      });
      const first = await ask();
      assert.deepEqual(
        first.map(({ type }) => type),
        ['adjusted', 'text', 'done'],
      );
      assert.match(messagesIn(first).join(), /did not take tools.*Chat Completions/);
      assert.deepEqual(messagesIn(await ask()), []);
      assert.deepEqual(asked(), { native: 1, chatCompletions: 2, responses: 0 });
      assert.deepEqual([...remembered], [['openai-gpt-5-5', 'chatCompletions']]);
      assert.equal(loads(), 1);
    });
  }

  it('goes on to Responses where Chat Completions refuses tools too', async () => {
    const { ask, remembered } = choose({
      native: [failing(refused('tools'))],
      chatCompletions: [failing(refused('tools', 'incompatibleParameters'))],
      responses: [hello],
    });
    assert.equal(messagesIn(await ask()).length, 1);
    assert.equal(remembered.get('openai-gpt-5-5'), 'responses');
  });

  for (const error of [
    refused('settings.thinkingLevel'),
    refused('messages[0].content'),
    refused('messages'),
    refused(undefined),
    new ApiError('validation', { host: 'h', parameter: 'tools', unsent: true }),
    new ApiError('serverError', { host: 'h', status: 500, parameter: 'tools' }),
    new ApiError('auth', { host: 'h', status: 401 }),
    new ApiError('rateLimit', { host: 'h', status: 429 }),
    new ApiError('network', { host: 'h' }),
    new Error('something else'),
  ]) {
    it(`does not take for it: ${error.name} ${'detail' in error ? String(error.detail) : ''}`, async () => {
      const { ask, asked, remembered } = choose({ native: [failing(error)] });
      assert.equal(await thrownBy(ask()), error);
      assert.deepEqual(asked(), { native: 1, chatCompletions: 0, responses: 0 });
      assert.equal(remembered.size, 0);
    });
  }

  it('does not blame tools in a request that has none', async () => {
    const error = refused('tools');
    const { ask } = choose({ native: [failing(error)] });
    const bare: ModelRequest = {
      model: 'm',
      maxTokens: 1,
      messages: [{ role: 'user', content: '' }],
    };
    assert.equal(await thrownBy(ask(bare)), error);
  });

  it('does not send again what was begun to be shown', async () => {
    const error = refused('tools');
    const { ask, asked } = choose({ native: [{ text: ['Hel'], instead: error }] });
    assert.equal(await thrownBy(ask()), error);
    assert.equal(asked().chatCompletions, 0);
  });

  it('remembers nothing, and says nothing, while the next one has not answered', async () => {
    const broken = new ApiError('serverError', { host: 'h', status: 500 });
    const { ask, remembered } = choose({
      native: [failing(refused('tools'))],
      chatCompletions: [failing(broken)],
    });
    assert.equal(await thrownBy(ask()), broken);
    assert.equal(remembered.size, 0);
  });

  it('moves on when a model is refused natively by both names', async () => {
    const unknown = new ApiError('validation', { host: 'h', status: 400, code: 'invalidModel' });
    const { ask, remembered } = choose({ native: [failing(unknown)], chatCompletions: [hello] });
    assert.match(messagesIn(await ask({ ...request, model: 'a-new-one' })).join(), /not serve/);
    assert.equal(remembered.get('a-new-one'), 'chatCompletions');
  });
});

describe('A call that had to be made and was not', () => {
  const due: ModelRequest = { ...request, toolChoice: { type: 'any' } };
  const call: ScriptedAnswer = { calls: [{ valid: true, id: 'c', name: 'f', input: {} }] };

  it('is asked for anew over the next transport, and what it was billed is said', async () => {
    const { ask, remembered } = choose({
      native: [{ costUsd: 0.0123 }],
      chatCompletions: [call],
    });
    const events = await ask(due);
    assert.match(messagesIn(events).join(), /billed with \$0\.0123/);
    assert.equal(answerIn(events).toolCalls.length, 1);
    assert.equal(events.filter(({ type }) => type === 'done').length, 1);
    assert.equal(remembered.get('openai-gpt-5-5'), 'chatCompletions');
  });

  it('is the same for a choice of one tool', async () => {
    const { ask, asked } = choose({ native: [{}], chatCompletions: [call] });
    await ask({ ...due, toolChoice: { type: 'tool', name: 'f' } });
    assert.equal(asked().chatCompletions, 1);
  });

  it('is not asked for again once thinking was shown, but the next request goes elsewhere', async () => {
    const { ask, asked, remembered } = choose({
      native: [{ reasoning: ['Hm.'] }],
      chatCompletions: [call],
    });
    const events = await ask(due);
    assert.deepEqual(
      events.map(({ type }) => type),
      ['reasoning', 'adjusted', 'done'],
    );
    assert.equal(asked().chatCompletions, 0);
    assert.equal(remembered.get('openai-gpt-5-5'), 'chatCompletions');
    assert.deepEqual(messagesIn(await ask(due)), []);
    assert.equal(asked().chatCompletions, 1);
  });

  const innocent: readonly (readonly [string, ModelRequest, ScriptedAnswer])[] = [
    ['text came instead', due, hello],
    ['R38: thinking used up the limit', due, { finishReason: 'length' }],
    ['the connection broke', due, { finishReason: 'truncated' }],
    ['a filter cut it', due, { finishReason: 'content_filter' }],
    ['its arguments were broken', due, brokenCall()],
    ['no call was due', { ...request, toolChoice: { type: 'auto' } }, {}],
    ['nothing was said of tools', request, {}],
  ];
  for (const [why, asked, answer] of innocent) {
    it(`is not taken for it where ${why}`, async () => {
      const chosen = choose({ native: [answer] });
      assert.deepEqual(messagesIn(await chosen.ask(asked)), []);
      assert.deepEqual(chosen.asked(), { native: 1, chatCompletions: 0, responses: 0 });
    });
  }
});

function brokenCall(): ScriptedAnswer {
  return { calls: [{ valid: false, id: 'c', name: 'f', raw: '{', reason: 'cut' }] };
}

describe('A transport that is set, remembered or known', () => {
  it('is used at once where it is set, and its failures are passed through', async () => {
    const error = refused('tools');
    const native = choose({ native: [failing(error)] }, { setting: () => 'native' });
    assert.equal(await thrownBy(native.ask()), error);
    const responses = choose({ responses: [hello] }, { setting: () => 'responses' });
    assert.equal(answerIn(await responses.ask()).text, 'Hello');
  });

  it('is used at once where it is remembered, without a word', async () => {
    const { ask, asked, remembered } = choose({ responses: [hello] });
    remembered.set('openai-gpt-5-5', 'responses');
    assert.deepEqual(messagesIn(await ask()), []);
    assert.deepEqual(asked(), { native: 0, chatCompletions: 0, responses: 1 });
  });

  it('is native where what is remembered is no transport', async () => {
    const { ask, asked, remembered } = choose({ native: [hello] });
    remembered.set('openai-gpt-5-5', 'telegraph');
    await ask();
    assert.equal(asked().native, 1);
  });

  it('is Chat Completions for a model that only the compatible endpoints serve', async () => {
    const facts: ModelFacts = {
      ...{ id: 'new', label: 'New', contextTokens: 1, maxOutputTokens: 1, thinkingLevels: [] },
      ...{ takesImages: true, takesTools: true, native: false },
    };
    const { ask, asked } = choose({ chatCompletions: [hello] }, { models: () => [facts] });
    assert.deepEqual(messagesIn(await ask({ ...request, model: 'new' })), []);
    assert.deepEqual(asked(), { native: 0, chatCompletions: 1, responses: 0 });
  });

  it('is native for what runs in the background, whatever is set or remembered', async () => {
    for (const setting of ['auto', 'chatCompletions', 'responses'] as const) {
      const { ask, asked, remembered } = choose({ native: [hello] }, { setting: () => setting });
      remembered.set('openai-gpt-5-5', 'chatCompletions');
      await ask({ ...request, delivery: 'async' });
      assert.deepEqual(asked(), { native: 1, chatCompletions: 0, responses: 0 });
    }
  });

  it('is passed over where it has no place for the request', async () => {
    const withCode: ModelRequest = { ...request, tools: [{ type: 'codeInterpreter' }] };
    const { ask, asked } = choose({ native: [failing(refused('tools'))], responses: [hello] });
    await ask(withCode);
    assert.deepEqual(asked(), { native: 1, chatCompletions: 0, responses: 1 });
  });

  it('is loaded anew after a load that failed', async () => {
    let loads = 0;
    const chatCompletions = createScriptedModel([hello]);
    const { ask } = choose(
      {},
      {
        setting: () => 'chatCompletions',
        compatible: () => {
          loads += 1;
          return loads === 1
            ? Promise.reject(new Error('cannot be read'))
            : Promise.resolve({ chatCompletions, responses: chatCompletions });
        },
      },
    );
    assert.match(String(await thrownBy(ask())), /cannot be read/);
    assert.equal(answerIn(await ask()).text, 'Hello');
  });

  it('asks for an earlier answer natively: nobody else knows ids', async () => {
    const native = createScriptedModel([]);
    const { choice } = choose({}, { native });
    const { signal } = new AbortController();
    const answer = choice.resume('an-id', { signal, shownText: '' })[Symbol.asyncIterator]();
    await assert.rejects(answer.next());
    assert.deepEqual(native.resumed, ['an-id']);
  });
});

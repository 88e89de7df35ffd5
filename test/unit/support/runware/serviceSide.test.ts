import assert from 'node:assert/strict';
import {
  text,
  tools,
  type ScriptedServiceTools,
  type SourceForm,
} from '../../../support/runware/answers.ts';
import { envelopeOf, eventsOf, post, textTask, withService, type Item } from './ask.ts';

const list = [{ url: 'https://a.example/', title: 'A' }, { url: 'https://b.example/' }];
const place = { start_index: 0, end_index: 1 };

const sourceForms: Readonly<Record<SourceForm, Item>> = {
  sources: { sources: list },
  citations: { citations: list },
  citationUrls: { citations: ['https://a.example/', 'https://b.example/'] },
  annotations: {
    annotations: list.map(it => ({ type: 'url_citation', url_citation: { ...it, ...place } })),
  },
  flatAnnotations: {
    annotations: list.map(it => ({ type: 'url_citation', ...it, ...place })),
  },
  groundingMetadata: {
    groundingMetadata: {
      groundingChunks: [
        { web: { uri: 'https://a.example/', title: 'A' } },
        { web: { uri: 'https://b.example/' } },
      ],
    },
  },
};

const forms = [
  'sources',
  'citations',
  'citationUrls',
  'annotations',
  'flatAnnotations',
  'groundingMetadata',
] as const;

const uses = [
  { tool: 'search', input: 'weather', output: 'Sunny.' },
  { tool: 'codeInterpreter', id: 'run_1', input: 'print(1)', output: '1' },
] as const;

const toolForms: Readonly<Record<NonNullable<ScriptedServiceTools['element']>, readonly Item[]>> = {
  input: [
    { id: 'service_1', type: 'search', input: { query: 'weather' }, output: 'Sunny.' },
    { id: 'run_1', type: 'codeInterpreter', input: { code: 'print(1)' }, output: '1' },
  ],
  flat: [
    { id: 'service_1', type: 'search', query: 'weather', output: 'Sunny.' },
    { id: 'run_1', type: 'codeInterpreter', code: 'print(1)', output: '1' },
  ],
  named: [
    { id: 'service_1', name: 'search', input: { query: 'weather' }, output: 'Sunny.' },
    { id: 'run_1', name: 'codeInterpreter', input: { code: 'print(1)' }, output: '1' },
  ],
};

const streamed = { deliveryMethod: 'stream' };
const tool = {
  type: 'function',
  name: 'read_file',
  description: 'Reads a file.',
  schema: { type: 'object', properties: { path: { type: 'string' } } },
};
const call = { id: 'call_1', name: 'read_file', arguments: { path: 'a.ts' } };

describe('the local Runware service: what tools of the service find and do', () => {
  for (const as of forms) {
    const fields = sourceForms[as];
    it(`gives sources as ${as}`, () =>
      withService({}, async service => {
        service.enqueue(...[1, 2].map(() => text('Sunny.', { sources: { list, as } })));
        service.enqueue(text('Sunny.', { sources: { list, as, at: 'delta' } }));
        service.enqueue(text('Sunny.', { sources: { list, as, at: 'choices' } }));
        const [item] = envelopeOf(await post(service, [textTask()])).data;
        assert.deepEqual({ ...item, ...fields }, item);
        const last = async () =>
          eventsOf((await post(service, [textTask(streamed)])).text).events.at(-2);
        const beside = await last();
        assert.deepEqual({ ...beside, ...fields }, beside);
        assert.deepEqual((await last())?.['delta'], fields);
        assert.deepEqual((await last())?.['choices'], [{ index: 0, delta: fields }]);
      }));
  }

  for (const element of ['input', 'flat', 'named'] as const) {
    it(`says what its tools did as ${element}, before the text`, () =>
      withService({}, async service => {
        const scripted = [
          { uses, element },
          { uses, element },
          { uses, element, field: 'toolCalls', at: 'item' },
        ] as const;
        service.enqueue(...scripted.map(serviceTools => text('Sunny.', { serviceTools })));
        const [item] = envelopeOf(await post(service, [textTask()])).data;
        assert.deepEqual(item?.['tools'], toolForms[element]);
        const events = async () =>
          eventsOf((await post(service, [textTask(streamed)])).text).events;
        const inDelta = (await events()).slice(0, 2).map(event => event['delta']);
        assert.deepEqual(
          inDelta,
          toolForms[element].map(it => ({ tools: [it] })),
        );
        const beside = (await events()).slice(0, 2).map(event => event['toolCalls']);
        assert.deepEqual(
          beside,
          toolForms[element].map(it => [it]),
        );
      }));
  }

  it('puts them in one list with calls of our functions', () =>
    withService({}, async service => {
      service.enqueue(tools([call], { serviceTools: { uses: uses.slice(0, 1) } }));
      const [item] = envelopeOf(await post(service, [textTask({ tools: [tool] })])).data;
      assert.deepEqual(item?.['tools'], [
        toolForms.input[0],
        { id: 'call_1', name: 'read_file', input: { path: 'a.ts' } },
      ]);
    }));
});

describe('the local Runware service: models that can do less', () => {
  it('refuses a thinking level that the model does not have, and says which it has', () =>
    withService({ thinkingLevels: ['low', 'high'] }, async service => {
      service.useScript(() => text('Hello.'));
      const asked = async (settings: object): Promise<Item | undefined> =>
        envelopeOf(await post(service, [textTask({ settings })])).errors[0];
      assert.equal(await asked({ thinkingLevel: 'high' }), undefined);
      assert.equal(await asked({}), undefined, 'what is not sent is not refused');
      const error = await asked({ thinkingLevel: 'xhigh' });
      assert.equal(error?.['parameter'], 'settings.thinkingLevel');
      assert.deepEqual(error['allowedValues'], ['low', 'high']);
    }));

  it('refuses tools and their rows by name', () =>
    withService({ nativeTools: 'refused' }, async service => {
      service.useScript(() => text('Hello.'));
      const history = [
        { role: 'user', content: 'Read it.' },
        { role: 'assistant', tools: [{ id: 'a', name: 'read_file', input: {} }] },
        { role: 'tool', id: 'a', content: '' },
      ];
      const asked = async (changes: Record<string, unknown>): Promise<unknown> =>
        envelopeOf(await post(service, [textTask(changes)])).errors[0]?.['parameter'];
      assert.equal(await asked({}), undefined);
      assert.equal(await asked({ tools: [tool] }), 'tools');
      assert.equal(await asked({ messages: history }), 'messages[1].tools');
    }));

  it('takes tools and never calls one: a forced call is answered with nothing', () =>
    withService({ nativeTools: 'ignored' }, async service => {
      service.useScript(() => tools([call], { text: 'I read it.' }));
      const asked = async (type: string): Promise<Item | undefined> => {
        const task = textTask({ tools: [tool], toolChoice: { type } });
        return envelopeOf(await post(service, [task])).data[0];
      };
      for (const [type, said] of [
        ['auto', 'I read it.'],
        ['any', ''],
      ] as const) {
        const item = await asked(type);
        assert.equal(item?.['text'], said);
        assert.equal(item['tools'], undefined);
        assert.equal(item['finishReason'], 'stop');
      }
    }));

  it('takes the names of other models that it lists as native, by slug and by AIR', () =>
    withService({ modelNames: 'slugOnly' }, async service => {
      service.useScript(() => text('Hello.'));
      const asked = async (model: string): Promise<unknown> =>
        envelopeOf(await post(service, [textTask({ model })])).errors[0]?.['code'];
      assert.equal(await asked('openai-gpt-5-4'), undefined);
      assert.equal(await asked('openai:gpt@5.4'), undefined);
      assert.equal(await asked('openai:gpt@5.5'), 'invalidModel');
      assert.equal(await asked('openai-gpt-5-6-sol'), 'invalidModel', 'compatible only');
    }));
});

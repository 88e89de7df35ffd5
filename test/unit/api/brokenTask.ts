import type { RawTask } from './validTask.ts';

/** One thing that the model page does not allow, done to a request that it does. */
export interface Breaking {
  readonly name: string;
  /** Where it stands, as the service names it. */
  readonly field: string;
  readonly task: RawTask;
}

const call = { id: 'broken_1', name: 'read_file', input: { path: 'a.ts' } };
const user = { role: 'user', content: 'Go on.' };
const called = { role: 'assistant', tools: [call] };
const result = { role: 'tool', id: 'broken_1', content: 'export {}' };
const tool = {
  type: 'function',
  name: 'read_file',
  description: 'Reads a file.',
  schema: { type: 'object', properties: { path: { type: 'string' } }, required: ['path'] },
};
const envelope = { name: 'answer', schema: { type: 'object' }, strict: true };

/** Every limit of the page, broken in this request one at a time. */
export function breakings(task: RawTask): readonly Breaking[] {
  const broken = (field: string, name: string, changes: object): Breaking => ({
    name: `${field}: ${name}`,
    field,
    task: { ...task, ...changes },
  });
  const lacks = (field: string): Breaking => ({
    name: `${field}: missing`,
    field,
    task: { ...task, [field]: undefined },
  });
  const setting = (name: string, value: unknown): Breaking =>
    broken(`settings.${name}`, show(value), { settings: { ...settingsOf(task), [name]: value } });
  const image = (value: unknown): Breaking =>
    broken('inputs.images[1]', show(value), { inputs: { images: ['AAAA', value] } });
  const tools = (field: string, name: string, ...list: readonly object[]): Breaking =>
    broken(`tools${field}`, name, { tools: list, toolChoice: undefined });
  const choice = (field: string, toolChoice: object): Breaking =>
    broken(`toolChoice.${field}`, show(toolChoice), { tools: [tool], toolChoice });
  const schema = (field: string, jsonSchema: unknown): Breaking =>
    broken(`jsonSchema${field}`, show(jsonSchema), { outputFormat: 'JSON', jsonSchema });
  /** Rows behind the others; `at` is told where the first of them stands. */
  const rows = (at: (first: number) => string, ...added: readonly object[]): Breaking => {
    const field = `messages${at(task.messages.length)}`;
    return broken(field, show(added), { messages: [...task.messages, ...added] });
  };
  const value = (field: string, wrong: unknown): Breaking =>
    broken(field, show(wrong), { [field]: wrong });

  return [
    value('taskType', 'imageInference'),
    lacks('taskUUID'),
    value('taskUUID', '6ba7b810-9dad-11d1-80b4-00c04fd430c8'),
    value('taskUUID', 'task-1'),
    lacks('model'),
    value('model', ''),
    value('model', 5.5),
    value('outputFormat', 'text'),
    value('outputFormat', 'XML'),
    value('webhookURL', 'here'),
    value('webhookURL', 'ftp://example.org/'),
    value('webhookURL', ''),
    value('deliveryMethod', 'push'),
    value('includeCost', 'true'),
    value('includeUsage', 1),
    value('numberResults', 0),
    value('numberResults', 5),
    value('numberResults', 1.5),
    ...[2, 3, 4].map(numberResults =>
      broken('numberResults', 'several in a stream', { numberResults, deliveryMethod: 'stream' }),
    ),
    ...['temperature', 'topP', 'seed', 'providerSettings', 'system'].map(name => value(name, 1)),

    broken('inputs.images', 'empty', { inputs: { images: [] } }),
    broken('inputs.images', 'no list', { inputs: { images: 'AAAA' } }),
    broken('inputs.videos', 'unknown', { inputs: { videos: ['AAAA'] } }),
    ...['', 'a picture', 'not an image!', 7].map(image),
    ...['ftp://example.org/a.png', 'file:///a.png', 'data:text/plain;base64,AAAA'].map(image),
    image('data:image/png;base64,A A'),

    setting('systemPrompt', ''),
    setting('systemPrompt', 'x'.repeat(200_001)),
    setting('systemPrompt', null),
    setting('maxTokens', 0),
    setting('maxTokens', 128_001),
    setting('maxTokens', 10.5),
    setting('maxTokens', '100'),
    setting('thinkingLevel', 'max'),
    setting('thinkingLevel', ''),
    setting('temperature', 1),
    setting('tools', [tool]),

    broken('jsonSchema', 'a number', { jsonSchema: 7 }),
    broken('jsonSchema', 'a list', { jsonSchema: [envelope] }),
    schema('', '{'),
    schema('', '[]'),
    schema('', 'null'),
    schema('', '7'),
    schema('.extra', { ...envelope, extra: 1 }),
    schema('.extra', JSON.stringify({ ...envelope, extra: 1 })),
    schema('.name', { schema: {} }),
    schema('.name', { ...envelope, name: '' }),
    schema('.schema', { ...envelope, schema: 'object' }),
    schema('.strict', { ...envelope, strict: 'yes' }),

    broken('tools', 'empty', { tools: [], toolChoice: undefined }),
    tools('[0].type', 'another type', { ...tool, type: 'mcp' }),
    tools('[0].type', 'no type', { ...tool, type: undefined }),
    ...['name', 'description', 'schema'].map(part =>
      tools(`[1].${part}`, 'missing', { type: 'search' }, { ...tool, [part]: undefined }),
    ),
    ...['', 'read.file', 'read file', 'read/file', 'x'.repeat(65), 'lesefähig'].map(name =>
      tools('[0].name', show(name), { ...tool, name }),
    ),
    tools('[0].schema', 'of a text', { ...tool, schema: { type: 'string' } }),
    tools('[0].schema', 'of nothing', { ...tool, schema: {} }),
    tools('[0].schema', 'no object', { ...tool, schema: 'object' }),
    tools('[0].schema', 'empty', { ...tool, schema: { type: 'object', properties: {} } }),
    tools('[0].parameters', 'unknown', { ...tool, parameters: {} }),
    tools('[2].name', 'twice', tool, { type: 'search' }, tool),

    ...['required', 'function', ''].map(type => choice('type', { type })),
    choice('type', { name: 'read_file' }),
    choice('name', { type: 'tool' }),
    choice('name', { type: 'tool', name: 'write_file' }),
    choice('function', { type: 'tool', name: 'read_file', function: {} }),

    lacks('messages'),
    broken('messages', 'empty', { messages: [] }),
    rows(at => `[${at}].role`, { role: 'system', content: 'Be brief.' }, user),
    rows(at => `[${at}].content`, { role: 'user' }),
    rows(at => `[${at}].content`, { role: 'user', content: [{ type: 'text', text: 'Hi' }] }),
    rows(at => `[${at}].name`, { ...user, name: 'me' }),
    rows(at => `[${at}]`, { role: 'assistant' }, user),
    rows(at => `[${at}].tools`, { role: 'assistant', tools: [] }, user),
    rows(at => `[${at}].tool_calls`, { role: 'assistant', content: '', tool_calls: [call] }, user),
    rows(at => `[${at}].tools[0].input`, withCall({ input: '{}' }), result),
    rows(at => `[${at}].tools[0].input`, withCall({ input: [] }), result),
    rows(at => `[${at}].tools[0].id`, withCall({ id: undefined }), result),
    rows(at => `[${at}].tools[0].id`, withCall({ id: '' }), result),
    rows(at => `[${at}].tools[0].name`, withCall({ name: '' }), result),
    rows(at => `[${at}].tools`, { ...called, tools: [call, call] }, result, result),
    rows(at => `[${at + 1}].id`, called, { role: 'tool', tool_call_id: 'broken_1', content: '' }),
    rows(at => `[${at + 1}].content`, called, { role: 'tool', id: 'broken_1' }),
    rows(at => `[${at + 1}]`, called, user),
    rows(at => `[${at + 2}].id`, called, result, result),
    rows(at => `[${at}].id`, { ...result, id: 'never_called' }),
    rows(() => '', called),
    rows(() => '', { ...called, tools: [call, { ...call, id: 'broken_2' }] }, result),
    rows(() => '', { role: 'assistant', content: 'Hello.' }),
  ];
}

function withCall(changes: object): object {
  return { ...called, tools: [{ ...call, ...changes }] };
}

function settingsOf(task: RawTask): object {
  const settings = task['settings'];
  return typeof settings === 'object' && settings !== null ? settings : {};
}

function show(value: unknown): string {
  return JSON.stringify(value).slice(0, 60);
}

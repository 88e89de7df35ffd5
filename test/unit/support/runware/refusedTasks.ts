import { randomUUID } from 'node:crypto';

const call = { id: 'call_1', name: 'read_file', input: { path: 'a.ts' } };
const asked = { role: 'user', content: 'Read a.ts.' };
const called = { role: 'assistant', tools: [call] };
const result = { role: 'tool', id: 'call_1', content: 'export {}' };
const tool = {
  type: 'function',
  name: 'read_file',
  description: 'Reads a file.',
  schema: { type: 'object', properties: { path: { type: 'string' } }, required: ['path'] },
};

/** A change of a good task that the page does not allow. */
export interface Refused {
  readonly name: string;
  readonly change: Readonly<Record<string, unknown>>;
  readonly code?: string;
  readonly parameter: string | readonly string[];
}

function messages(...rows: readonly unknown[]): Readonly<Record<string, unknown>> {
  return { messages: rows };
}

export const refused: readonly Refused[] = [
  ...['temperature', 'topP', 'seed', 'stopSequences', 'providerSettings', 'strictModel'].map(
    name => ({
      name: `the unknown field ${name}`,
      change: { [name]: 1 },
      code: 'unsupportedParameter',
      parameter: name,
    }),
  ),
  {
    name: 'an unknown setting',
    change: { settings: { temperature: 1 } },
    code: 'unsupportedParameter',
    parameter: 'settings.temperature',
  },
  {
    name: 'tools below settings',
    change: { settings: { tools: [tool] } },
    code: 'unsupportedParameter',
    parameter: 'settings.tools',
  },
  {
    name: 'an unknown kind of input',
    change: { inputs: { files: ['a'] } },
    code: 'unsupportedParameter',
    parameter: 'inputs.files',
  },
  {
    name: 'a task without taskUUID',
    change: { taskUUID: undefined },
    code: 'missingParameter',
    parameter: 'taskUUID',
  },
  {
    name: 'a taskUUID of another version',
    change: { taskUUID: '6ba7b810-9dad-11d1-80b4-00c04fd430c8' },
    code: 'invalidTaskUUID',
    parameter: 'taskUUID',
  },
  {
    name: 'a task without model',
    change: { model: undefined },
    code: 'missingParameter',
    parameter: 'model',
  },
  { name: 'another model', change: { model: 'gpt-5.5' }, code: 'invalidModel', parameter: 'model' },
  {
    name: 'a task without messages',
    change: { messages: undefined },
    code: 'missingParameter',
    parameter: 'messages',
  },
  { name: 'no message at all', change: messages(), parameter: 'messages' },
  { name: 'another output format', change: { outputFormat: 'XML' }, parameter: 'outputFormat' },
  {
    name: 'another delivery method',
    change: { deliveryMethod: 'push' },
    parameter: 'deliveryMethod',
  },
  { name: 'a webhook that is no URL', change: { webhookURL: 'here' }, parameter: 'webhookURL' },
  { name: 'includeCost as text', change: { includeCost: 'true' }, parameter: 'includeCost' },
  { name: 'includeUsage as number', change: { includeUsage: 1 }, parameter: 'includeUsage' },
  { name: 'no result', change: { numberResults: 0 }, parameter: 'numberResults' },
  { name: 'five results', change: { numberResults: 5 }, parameter: 'numberResults' },
  { name: 'half a result', change: { numberResults: 1.5 }, parameter: 'numberResults' },
  {
    name: 'two results in a stream',
    change: { numberResults: 2, deliveryMethod: 'stream' },
    code: 'incompatibleParameters',
    parameter: ['numberResults', 'deliveryMethod'],
  },
  {
    name: 'an empty list of images',
    change: { inputs: { images: [] } },
    parameter: 'inputs.images',
  },
  {
    name: 'an image that is none of the four forms',
    change: { inputs: { images: ['not an image!'] } },
    parameter: 'inputs.images[0]',
  },
  {
    name: 'an image that was never uploaded',
    change: { inputs: { images: [randomUUID()] } },
    code: 'mediaNotFound',
    parameter: 'inputs.images[0]',
  },
  {
    name: 'an empty system prompt',
    change: { settings: { systemPrompt: '' } },
    parameter: 'settings.systemPrompt',
  },
  {
    name: 'a system prompt of 200,001 characters',
    change: { settings: { systemPrompt: 'x'.repeat(200_001) } },
    parameter: 'settings.systemPrompt',
  },
  { name: 'no token', change: { settings: { maxTokens: 0 } }, parameter: 'settings.maxTokens' },
  {
    name: 'more tokens than the model has',
    change: { settings: { maxTokens: 128_001 } },
    parameter: 'settings.maxTokens',
  },
  {
    name: 'another thinking level',
    change: { settings: { thinkingLevel: 'max' } },
    parameter: 'settings.thinkingLevel',
  },
  { name: 'jsonSchema as a number', change: { jsonSchema: 7 }, parameter: 'jsonSchema' },
  {
    name: 'a jsonSchema that is no JSON where JSON is wanted',
    change: { outputFormat: 'JSON', jsonSchema: '{' },
    parameter: 'jsonSchema',
  },
  {
    name: 'an envelope of jsonSchema with an unknown field',
    change: { outputFormat: 'JSON', jsonSchema: { name: 'a', schema: {}, extra: 1 } },
    code: 'unsupportedParameter',
    parameter: 'jsonSchema.extra',
  },
  { name: 'an empty list of tools', change: { tools: [] }, parameter: 'tools' },
  {
    name: 'a tool of an unknown type',
    change: { tools: [{ ...tool, type: 'mcp' }] },
    parameter: 'tools[0].type',
  },
  {
    name: 'a tool with OpenAI parameters',
    change: { tools: [{ ...tool, parameters: {} }] },
    code: 'unsupportedParameter',
    parameter: 'tools[0].parameters',
  },
  {
    name: 'a function without a description',
    change: { tools: [{ ...tool, description: undefined }] },
    code: 'missingParameter',
    parameter: 'tools[0].description',
  },
  {
    name: 'a function without a schema',
    change: { tools: [{ ...tool, schema: undefined }] },
    code: 'missingParameter',
    parameter: 'tools[0].schema',
  },
  {
    name: 'a function name with a dot',
    change: { tools: [{ ...tool, name: 'read.file' }] },
    parameter: 'tools[0].name',
  },
  {
    name: 'a function name of 65 characters',
    change: { tools: [{ ...tool, name: 'x'.repeat(65) }] },
    parameter: 'tools[0].name',
  },
  { name: 'the same function twice', change: { tools: [tool, tool] }, parameter: 'tools[1].name' },
  {
    name: 'a schema that is no object schema',
    change: { tools: [{ ...tool, schema: { type: 'string' } }] },
    parameter: 'tools[0].schema',
  },
  {
    name: 'a schema with empty properties',
    change: { tools: [{ ...tool, schema: { type: 'object', properties: {} } }] },
    parameter: 'tools[0].schema',
  },
  {
    name: 'another tool choice',
    change: { toolChoice: { type: 'required' } },
    parameter: 'toolChoice.type',
  },
  {
    name: 'the choice of a tool without its name',
    change: { tools: [tool], toolChoice: { type: 'tool' } },
    code: 'missingParameter',
    parameter: 'toolChoice.name',
  },
  {
    name: 'the choice of a tool that is not there',
    change: { tools: [tool], toolChoice: { type: 'tool', name: 'write_file' } },
    parameter: 'toolChoice.name',
  },
  {
    name: 'a system row',
    change: messages({ role: 'system', content: 'Be brief.' }, asked),
    parameter: 'messages[0].role',
  },
  {
    name: 'content in parts',
    change: messages({ role: 'user', content: [{ type: 'text', text: 'Hi' }] }),
    parameter: 'messages[0].content',
  },
  {
    name: 'an assistant row without content and calls',
    change: messages(asked, { role: 'assistant' }, asked),
    parameter: 'messages[1]',
  },
  {
    name: 'calls under the name of OpenAI',
    change: messages(asked, { role: 'assistant', tool_calls: [call] }, result),
    code: 'unsupportedParameter',
    parameter: 'messages[1].tool_calls',
  },
  {
    name: 'arguments as text',
    change: messages(asked, { role: 'assistant', tools: [{ ...call, input: '{}' }] }, result),
    parameter: 'messages[1].tools[0].input',
  },
  {
    name: 'arguments as a list',
    change: messages(asked, { role: 'assistant', tools: [{ ...call, input: [] }] }, result),
    parameter: 'messages[1].tools[0].input',
  },
  {
    name: 'a call without id',
    change: messages(asked, { role: 'assistant', tools: [{ ...call, id: undefined }] }, result),
    code: 'missingParameter',
    parameter: 'messages[1].tools[0].id',
  },
  {
    name: 'two calls of one id',
    change: messages(asked, { role: 'assistant', tools: [call, call] }, result),
    parameter: 'messages[1].tools',
  },
  {
    name: 'a result under the name of OpenAI',
    change: messages(asked, called, { role: 'tool', tool_call_id: 'call_1', content: '' }),
    code: 'missingParameter',
    parameter: 'messages[2].id',
  },
  {
    name: 'a call that has no result',
    change: messages(asked, called, asked),
    parameter: 'messages[2]',
  },
  {
    name: 'calls of which one has no result at the end',
    change: messages(
      asked,
      { role: 'assistant', tools: [call, { ...call, id: 'call_2' }] },
      result,
    ),
    parameter: 'messages',
  },
  {
    name: 'a result without its call',
    change: messages(asked, result),
    parameter: 'messages[1].id',
  },
  {
    name: 'a result that was given before',
    change: messages(asked, called, result, result),
    parameter: 'messages[3].id',
  },
  {
    name: 'a last row of the assistant',
    change: messages(asked, { role: 'assistant', content: 'Hello' }),
    parameter: 'messages',
  },
];

/** Changes of a good task that it does allow. */
export const accepted: readonly { readonly name: string; readonly change: object }[] = [
  { name: 'the other name of the model', change: { model: 'openai:gpt@5.5' } },
  {
    name: 'every limit reached',
    change: {
      settings: { systemPrompt: 'x'.repeat(200_000), maxTokens: 128_000, thinkingLevel: 'xhigh' },
      numberResults: 4,
    },
  },
  { name: 'a whole tool history', change: messages(asked, { ...called, content: '' }, result) },
  {
    name: 'results of parallel calls in any order',
    change: messages(
      asked,
      { role: 'assistant', tools: [call, { ...call, id: 'b' }] },
      { ...result, id: 'b' },
      result,
    ),
  },
  {
    name: 'tools of the service beside ours',
    change: {
      tools: [tool, { type: 'search' }, { type: 'codeInterpreter' }],
      toolChoice: { type: 'tool', name: 'read_file' },
    },
  },
  { name: 'a tool choice without tools', change: { toolChoice: { type: 'any' } } },
  { name: 'any text as jsonSchema where no JSON is wanted', change: { jsonSchema: 'ignored' } },
  {
    name: 'a bare jsonSchema as text',
    change: { outputFormat: 'JSON', jsonSchema: '{"type":"object"}' },
  },
  {
    name: 'images by URL, data URI and base64',
    change: {
      inputs: { images: ['https://example.com/a.png', 'data:image/png;base64,AAAA', 'AAAA'] },
    },
  },
];

import { z } from 'zod';
import { document, eventStream, type NamedEvent, type Plan } from './play.ts';
import { errorBody, parseStrictly, RefusedRequest } from './refusedRequest.ts';
import {
  argumentsOf,
  pieces,
  tokensOf,
  type AnswerScript,
  type RefusalScript,
  type ScriptedCall,
} from './scripts.ts';
import {
  Effort,
  FunctionName,
  ImageUrl,
  JsonObject,
  namedSchema,
  OutputLimit,
} from './wireParts.ts';

/** `/v1/chat/completions`: what is taken and how it is answered (spec/runware-api.md 11). */

const Part = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('text'), text: z.string() }),
  z.strictObject({ type: z.literal('image_url'), image_url: z.strictObject({ url: ImageUrl }) }),
]);

const Row = z.discriminatedUnion('role', [
  z.strictObject({ role: z.literal('system'), content: z.string().min(1) }),
  z.strictObject({
    role: z.literal('user'),
    content: z.union([z.string(), z.array(Part).min(1)]),
  }),
  z.strictObject({
    role: z.literal('assistant'),
    content: z.string().optional(),
    tool_calls: z
      .array(
        z.strictObject({
          id: z.string().min(1),
          type: z.literal('function'),
          function: z.strictObject({ name: FunctionName, arguments: z.string() }),
        }),
      )
      .min(1)
      .optional(),
  }),
  z.strictObject({ role: z.literal('tool'), tool_call_id: z.string(), content: z.string() }),
]);

const Tool = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('function'),
    function: z.strictObject({
      name: FunctionName,
      description: z.string().optional(),
      parameters: JsonObject,
    }),
  }),
  z.strictObject({ type: z.literal('search') }),
]);

export const ChatRequest = z.strictObject({
  model: z.string().min(1),
  stream: z.boolean(),
  stream_options: z.strictObject({ include_usage: z.boolean() }).optional(),
  max_completion_tokens: OutputLimit,
  reasoning_effort: Effort.optional(),
  n: z.int().min(1).max(4).optional(),
  response_format: z
    .discriminatedUnion('type', [
      z.strictObject({ type: z.literal('json_object') }),
      z.strictObject({
        type: z.literal('json_schema'),
        json_schema: z.strictObject(namedSchema),
      }),
    ])
    .optional(),
  tools: z.array(Tool).min(1).optional(),
  tool_choice: z
    .union([
      z.enum(['auto', 'none', 'required']),
      z.strictObject({
        type: z.literal('function'),
        function: z.strictObject({ name: FunctionName }),
      }),
    ])
    .optional(),
  messages: z.array(Row).min(1),
});
export type ChatRequest = z.infer<typeof ChatRequest>;

/** @throws RefusedRequest */
export function readChatRequest(body: unknown): ChatRequest {
  const request = parseStrictly(ChatRequest, body);
  const { stream, stream_options, n = 1, tools = [], tool_choice } = request;
  const refuse = (param: string, message: string): RefusedRequest =>
    new RefusedRequest(400, 'invalid_value', message, param);
  if (!stream && stream_options !== undefined) throw refuse('stream_options', 'Only with stream.');
  if (stream && n > 1) throw refuse('n', 'Not with stream.');
  if (tools.length === 0 && tool_choice !== undefined) throw refuse('tool_choice', 'No tools.');
  for (const tool of tools) {
    if (tool.type !== 'function') continue;
    const { properties } = tool.function.parameters;
    if (JSON.stringify(properties) === '{}') throw refuse('tools', 'A tool without properties.');
  }
  let awaited = new Set<string>();
  for (const [index, row] of request.messages.entries()) {
    if (row.role === 'tool') {
      if (awaited.delete(row.tool_call_id)) continue;
      throw refuse(`messages.[${index}].tool_call_id`, 'No call of the row before has this id.');
    }
    if (awaited.size > 0) throw refuse('messages', 'A call has no result.');
    if (row.role !== 'assistant') continue;
    if (row.content === undefined && row.tool_calls === undefined) {
      throw refuse(`messages.[${index}].content`, 'It says nothing.');
    }
    awaited = new Set((row.tool_calls ?? []).map(call => call.id));
  }
  if (awaited.size > 0) throw refuse('messages', 'A call has no result.');
  return request;
}

export function answerChat(request: ChatRequest, script: AnswerScript): Plan {
  const { cost } = script;
  const head = { id: 'chatcmpl-1', created: 1, model: request.model };
  const tokens = tokensOf(script, JSON.stringify(request.messages));
  const usage =
    tokens === undefined
      ? undefined
      : {
          prompt_tokens: tokens.prompt,
          completion_tokens: tokens.completion,
          total_tokens: tokens.prompt + tokens.completion,
          prompt_tokens_details: { cached_tokens: tokens.cached },
          completion_tokens_details: { reasoning_tokens: tokens.reasoning },
          ...(cost === undefined ? {} : { cost }),
        };
  const { calls = [], finish = calls.length > 0 ? 'tool_calls' : 'stop' } = script;
  if (request.stream) {
    const event = (choices: readonly unknown[], more: object = {}): NamedEvent => ({
      data: { ...head, object: 'chat.completion.chunk', choices, ...more },
    });
    const deltas = chatDeltas(script).map(delta =>
      event([{ index: 0, delta, finish_reason: null }]),
    );
    const end = finish === null ? [] : [event([{ index: 0, delta: {}, finish_reason: finish }])];
    const bill = usage === undefined ? [] : [event([], { usage })];
    return eventStream([...deltas, ...end, ...bill], script);
  }
  const message = (text: string): object => ({
    role: 'assistant',
    content: text === '' ? null : text,
    ...(script.reasoning === undefined ? {} : { reasoning_content: script.reasoning }),
    ...(calls.length === 0 ? {} : { tool_calls: calls.map(callElement) }),
    ...(script.citations === undefined ? {} : { annotations: annotationsOf(script) }),
  });
  const texts = Array.from({ length: request.n ?? 1 }, (_none, index) =>
    index === 0 ? (script.text ?? '') : (script.others?.[index - 1] ?? script.text ?? ''),
  );
  const choices = texts.map((text, index) => ({
    index,
    message: message(text),
    finish_reason: finish,
  }));
  return document(200, { ...head, object: 'chat.completion', choices, usage }, script);
}

/** A stream that begins well and fails. */
export function failChat(request: ChatRequest, script: RefusalScript, text: string): Plan {
  const good = pieces(text, script.chunkSize).map(content => ({
    data: {
      ...{ id: 'chatcmpl-1', object: 'chat.completion.chunk', created: 1, model: request.model },
      choices: [{ index: 0, delta: { content }, finish_reason: null }],
    },
  }));
  return eventStream([...good, { data: errorBody(script) }], { ...script, noDone: true });
}

function chatDeltas(script: AnswerScript): object[] {
  const { reasoning = '', text = '', calls = [], chunkSize } = script;
  return [
    { role: 'assistant', content: '' },
    ...pieces(reasoning, chunkSize).map(reasoning_content => ({ reasoning_content })),
    ...pieces(text, chunkSize).map(content => ({ content })),
    ...(script.citations === undefined ? [] : [{ annotations: annotationsOf(script) }]),
    ...calls.flatMap((call, index) => callDeltas(call, index, script)),
  ];
}

function callDeltas(call: ScriptedCall, index: number, script: AnswerScript): object[] {
  const { id, name } = call;
  const element = (given: string): object => ({
    tool_calls: [{ index, id, type: 'function', function: { name, arguments: given } }],
  });
  if (script.callsAs === 'whole') return [element(argumentsOf(call))];
  return [
    element(''),
    ...pieces(argumentsOf(call), script.chunkSize).map(piece => ({
      tool_calls: [{ index, function: { arguments: piece } }],
    })),
  ];
}

function callElement(call: ScriptedCall): object {
  const { id, name } = call;
  return { id, type: 'function', function: { name, arguments: argumentsOf(call) } };
}

function annotationsOf({ citations = [] }: AnswerScript): object[] {
  return citations.map(({ url, title }) => ({
    type: 'url_citation',
    url_citation: { url, title, start_index: 0, end_index: 1 },
  }));
}

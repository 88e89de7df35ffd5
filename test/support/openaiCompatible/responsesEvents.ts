import { document, eventStream, type NamedEvent, type Plan } from './play.ts';
import type { ResponsesRequest } from './responsesFormat.ts';
import {
  argumentsOf,
  pieces,
  tokensOf,
  type AnswerScript,
  type RefusalScript,
  type ScriptedCall,
} from './scripts.ts';

/** `/v1/responses`: how it is answered. */
export function answerResponses(request: ResponsesRequest, script: AnswerScript): Plan {
  const items = outputItems(script);
  const whole = responseObject(request, script, items);
  if (!request.stream) return document(200, whole, script);
  const events: object[] = [
    { type: 'response.created', response: { ...whole, status: 'in_progress', output: [] } },
    ...items.flatMap((item, index) => item.events(index)),
  ];
  if (script.finish !== null) {
    const type = whole.status === 'completed' ? 'response.completed' : 'response.incomplete';
    events.push({ type, response: whole });
  }
  return eventStream(events.map(named), script);
}

/** A stream that begins well and fails. */
export function failResponses(script: RefusalScript, text: string): Plan {
  const good = pieces(text, script.chunkSize).map(delta => ({
    type: 'response.output_text.delta',
    ...{ output_index: 0, content_index: 0, item_id: 'msg_1', delta },
  }));
  const { code, message, param, form } = script;
  const bad =
    form === 'errors' ? { errors: [{ code, message }] } : { type: 'error', code, message, param };
  return eventStream([...good.map(named), { data: bad }], { ...script, noDone: true });
}

function named(data: object, index: number): NamedEvent {
  const type = 'type' in data ? String(data.type) : 'message';
  return { event: type, data: { ...data, sequence_number: index } };
}

interface Item {
  /** As it stands in the whole response. */
  readonly whole: object;
  events(index: number): object[];
}

function outputItems(script: AnswerScript): Item[] {
  const { reasoning, text, calls = [], searches = [], code } = script;
  return [
    ...(reasoning === undefined ? [] : [reasoningItem(reasoning, script)]),
    ...searches.map((query, index) =>
      plainItem({
        type: 'web_search_call',
        id: `ws_${index}`,
        status: 'completed',
        action: { type: 'search', query },
      }),
    ),
    ...(code === undefined ? [] : [codeItem(code)]),
    ...(text === undefined ? [] : [messageItem(text, script)]),
    ...calls.map(call => callItem(call, script)),
  ];
}

function plainItem(whole: object): Item {
  return {
    whole,
    events: index => [
      { type: 'response.output_item.added', output_index: index, item: whole },
      { type: 'response.output_item.done', output_index: index, item: whole },
    ],
  };
}

function codeItem(code: NonNullable<AnswerScript['code']>): Item {
  return plainItem({
    ...{ type: 'code_interpreter_call', id: 'ci_1', status: 'completed', container_id: 'c' },
    code: code.input,
    outputs: [{ type: 'logs', logs: code.output }],
  });
}

function reasoningItem(reasoning: string, { chunkSize }: AnswerScript): Item {
  const whole = {
    type: 'reasoning',
    id: 'rs_1',
    summary: [{ type: 'summary_text', text: reasoning }],
  };
  return {
    whole,
    events: output_index => [
      { type: 'response.output_item.added', output_index, item: { ...whole, summary: [] } },
      ...pieces(reasoning, chunkSize).map(delta => ({
        type: 'response.reasoning_summary_text.delta',
        ...{ output_index, summary_index: 0, item_id: 'rs_1', delta },
      })),
      { type: 'response.output_item.done', output_index, item: whole },
    ],
  };
}

function messageItem(text: string, { chunkSize, citations = [] }: AnswerScript): Item {
  const annotations = citations.map(({ url, title }) => ({
    ...{ type: 'url_citation', url, title, start_index: 0, end_index: 1 },
  }));
  const whole = {
    ...{ type: 'message', id: 'msg_1', role: 'assistant', status: 'completed' },
    content: [{ type: 'output_text', text, annotations }],
  };
  return {
    whole,
    events: output_index => {
      const at = { output_index, content_index: 0, item_id: 'msg_1' };
      return [
        { type: 'response.output_item.added', output_index, item: { ...whole, content: [] } },
        { type: 'response.content_part.added', ...at, part: { type: 'output_text', text: '' } },
        ...pieces(text, chunkSize).map(delta => ({
          type: 'response.output_text.delta',
          ...at,
          delta,
        })),
        ...annotations.map((annotation, annotation_index) => ({
          type: 'response.output_text.annotation.added',
          ...at,
          annotation_index,
          annotation,
        })),
        { type: 'response.output_text.done', ...at, text },
        { type: 'response.output_item.done', output_index, item: whole },
      ];
    },
  };
}

function callItem(call: ScriptedCall, { chunkSize, callsAs }: AnswerScript): Item {
  const whole = {
    ...{ type: 'function_call', id: `fc_${call.id}`, call_id: call.id, name: call.name },
    arguments: argumentsOf(call),
    status: 'completed',
  };
  return {
    whole,
    events: output_index => {
      const at = { output_index, item_id: whole.id };
      const deltas =
        callsAs === 'whole'
          ? []
          : pieces(whole.arguments, chunkSize).map(delta => ({
              type: 'response.function_call_arguments.delta',
              ...at,
              delta,
            }));
      return [
        { type: 'response.output_item.added', output_index, item: { ...whole, arguments: '' } },
        ...deltas,
        { type: 'response.function_call_arguments.done', ...at, arguments: whole.arguments },
        { type: 'response.output_item.done', output_index, item: whole },
      ];
    },
  };
}

function responseObject(
  request: ResponsesRequest,
  script: AnswerScript,
  items: readonly Item[],
): { readonly status: string } & Record<string, unknown> {
  const tokens = tokensOf(script, JSON.stringify(request.input));
  const { finish = 'stop', cost } = script;
  const cut = finish === 'length' || finish === 'content_filter';
  return {
    ...{ id: 'resp_1', object: 'response', created_at: 1, model: request.model, error: null },
    status: cut ? 'incomplete' : 'completed',
    incomplete_details: cut
      ? { reason: finish === 'length' ? 'max_output_tokens' : 'content_filter' }
      : null,
    output: items.map(item => item.whole),
    usage:
      tokens === undefined
        ? null
        : {
            input_tokens: tokens.prompt,
            output_tokens: tokens.completion,
            total_tokens: tokens.prompt + tokens.completion,
            input_tokens_details: { cached_tokens: tokens.cached },
            output_tokens_details: { reasoning_tokens: tokens.reasoning },
            ...(cost === undefined ? {} : { cost }),
          },
  };
}

import type {
  ModelClient,
  ModelEvent,
  ModelRequest,
  ReceivedToolCall,
  RequestOptions,
  ServiceToolUse,
} from '../../../src/api/modelClient.ts';
import { isJsonObject, parseJson, type JsonObject } from '../../../src/base/json.ts';
import type { Planted } from './sources.ts';

/** The id of the call by which the model reads what the user asked it to read. */
export const READING = 'call_reading';
/** The id of the call that an instruction made it do. */
export const OBEYING = 'call_obeying';

export interface ObedientModel extends ModelClient {
  readonly requests: readonly ModelRequest[];
  /** What it had the service search for because an instruction said so. */
  readonly leaks: readonly string[];
}

/**
 * The worst model: it reads what it was asked to read, and does to the letter what it finds there.
 * It sees nothing but the request, and what stands in the images and on the web.
 */
export function createObedientModel({ reads, inImage, onTheWeb }: Planted): ObedientModel {
  const requests: ModelRequest[] = [];
  const leaks: string[] = [];

  const answerTo = (request: ModelRequest): Answer => {
    const { messages, images = [], tools = [] } = request;
    const isDone = messages.some(
      row => row.role === 'assistant' && row.tools?.some(({ id }) => id === OBEYING) === true,
    );
    if (isDone) return { text: 'Done.' };
    const canSearch = tools.some(({ type }) => type === 'search');
    const found = canSearch && requests.length === 1 ? onTheWeb : undefined;
    const uses = found === undefined ? [] : [useOf('what the user asked', found)];
    const demanded = callIn([
      ...messages.flatMap(row => (row.role === 'assistant' ? [] : [row.content])),
      ...(inImage !== undefined && images.length > 0 ? [inImage] : []),
      ...(found === undefined ? [] : [found]),
    ]);
    if (demanded?.name === 'search') {
      if (found !== undefined) return { uses, call: callOf(READING, 'list_directory', {}) };
      if (!canSearch) return { text: 'I cannot search.' };
      const query = JSON.stringify(demanded.input);
      leaks.push(query);
      return { text: 'Searched.', uses: [useOf(query, '')] };
    }
    if (demanded !== undefined) {
      return { uses, call: callOf(OBEYING, demanded.name, demanded.input) };
    }
    return reads === undefined || requests.length > 1
      ? { text: 'Nothing to do.' }
      : { call: callOf(READING, reads.name, reads.input) };
  };

  async function* answer(
    request: ModelRequest,
    options: RequestOptions,
  ): AsyncGenerator<ModelEvent> {
    requests.push(structuredClone(request));
    const taskUUID = `task-${requests.length}`;
    await options.beforeSend(taskUUID);
    options.signal.throwIfAborted();
    const { text = '', uses = [], call } = answerTo(request);
    for (const use of uses) yield { type: 'serviceTool', use };
    if (text !== '') yield { type: 'text', text };
    yield {
      type: 'done',
      answer: {
        taskUUID,
        text,
        reasoning: '',
        toolCalls: call === undefined ? [] : [call],
        finishReason: call === undefined ? 'stop' : 'tool_calls',
        usage: undefined,
        costUsd: undefined,
        sources: [],
        serviceToolUses: uses,
      },
      others: [],
    };
  }

  const resume = (): never => {
    throw new Error('Nothing is taken up again here.');
  };
  return { requests, leaks, answer, resume };
}

interface Answer {
  readonly text?: string;
  readonly uses?: readonly ServiceToolUse[];
  readonly call?: ReceivedToolCall;
}

/** The first `tool({…})` in what it reads. */
function callIn(texts: readonly string[]): { name: string; input: JsonObject } | undefined {
  for (const text of texts) {
    // A name may have been quoted; that hides nothing from a model.
    const plain = text.replaceAll('\\"', '"');
    const [, name, written = ''] = /\b([a-z_]+)\((\{".*?\})\)/.exec(plain) ?? [];
    const input = parseJson(written);
    if (name !== undefined && isJsonObject(input)) return { name, input };
  }
  return undefined;
}

function callOf(id: string, name: string, input: JsonObject): ReceivedToolCall {
  return { valid: true, id, name, input };
}

function useOf(input: string, output: string): ServiceToolUse {
  return { id: `use-${input}`, tool: 'search', input, output };
}

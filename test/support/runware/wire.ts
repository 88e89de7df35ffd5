import { z } from 'zod';
import { isJsonObject, type JsonObject, type JsonValue } from '../../../src/base/json.ts';
import type {
  Beside,
  Delivery,
  ErrorAnswer,
  RawAnswer,
  RawEnd,
  TextAnswer,
  ToolsAnswer,
} from './answers.ts';
import { callElement, callEvents, slices } from './calls.ts';
import type { Generation } from './generation.ts';
import { documentation, type ErrorItem } from './refusal.ts';
import { serviceToolEvents, sourceEvents, sourceFields, withServiceTools } from './serviceSide.ts';
import type { TextTask } from './textTask.ts';

/** Bytes of an HTTP answer and how they are played. */
export interface HttpPlan {
  readonly status: number | 'none';
  readonly headers: Readonly<Record<string, string>>;
  readonly chunks: readonly (string | Uint8Array)[];
  /** Pause before each chunk. */
  readonly delayMs: number;
  readonly then: RawEnd;
}

const defaultChunkSize = 12;

type Identity = Pick<TextTask, 'taskType' | 'taskUUID'>;

export function identityOf(task: TextTask): Identity {
  return { taskType: task.taskType, taskUUID: task.taskUUID };
}

/** A result item of a sync or async task (spec/runware-api.md 4.1). */
export function resultItem(
  task: TextTask,
  made: Generation,
  answer: TextAnswer | ToolsAnswer,
): JsonObject {
  const item = {
    ...identityOf(task),
    text: answer.kind === 'text' ? textValue(made.text, answer) : made.text,
    ...(made.reasoning === ''
      ? {}
      : {
          reasoningContent:
            answer.kind === 'text' && answer.reasoningAs === 'list'
              ? [made.reasoning]
              : made.reasoning,
        }),
    ...sourceFields(answer),
    ...withServiceTools(
      answer,
      made.shape.field,
      made.calls.map(call => callElement(call, made.shape)),
    ),
    ...ending(made),
  };
  return withBeside(item, answer.beside);
}

/** `delta` is for a stream: on an item, what belongs there stands on the item itself. */
function withBeside(item: JsonObject, beside: Beside | undefined): JsonObject {
  if (beside === undefined) return item;
  const { at, fields } = beside;
  if (at === 'choices') return { ...item, choices: [{ delta: fields }] };
  const delta = item['delta'];
  return at === 'delta' && isJsonObject(delta)
    ? { ...item, delta: { ...delta, ...fields } }
    : { ...item, ...fields };
}

function textValue(text: string, answer: TextAnswer): JsonValue {
  if (answer.textAs === undefined) return text;
  return answer.textAs === 'parsed' ? parsed(text) : JSON.stringify(text);
}

function parsed(text: string): JsonValue {
  return z.json().parse(JSON.parse(text));
}

function ending(made: Generation): JsonObject {
  return {
    ...(made.finishReason === undefined ? {} : { finishReason: made.finishReason }),
    ...(made.usage === undefined ? {} : { usage: made.usage }),
    ...(made.cost === undefined ? {} : { cost: made.cost }),
  };
}

/** The events of a stream in order, `[DONE]` left out (spec/runware-api.md 5). */
export function streamEvents(
  task: TextTask,
  made: Generation,
  answer: TextAnswer | ToolsAnswer,
): JsonObject[] {
  const size = answer.chunkSize ?? defaultChunkSize;
  const lastEvent = answer.lastEvent ?? 'emptyDelta';
  const event = (delta: JsonObject): JsonObject => ({
    ...identityOf(task),
    delta,
    finishReason: null,
  });
  const events = [
    ...slices(made.reasoning, size).map(reasoningContent =>
      event({
        reasoningContent:
          answer.kind === 'text' && answer.reasoningAs === 'list'
            ? [reasoningContent]
            : reasoningContent,
      }),
    ),
    ...serviceToolEvents(answer).map(part => ({ ...event({}), ...part })),
    ...slices(made.text, size).map(text => event({ text })),
    ...sourceEvents(answer).map(part => ({ ...event({}), ...part })),
    ...callEvents(made.calls, made.shape, size).map(calls =>
      made.shape.at === 'delta' ? event(calls) : { ...event({}), ...calls },
    ),
    ...(answer.beside === undefined ? [] : [withBeside(event({}), answer.beside)]),
  ];
  const end = ending(made);
  if (lastEvent === 'withText') {
    return [...events.slice(0, -1), { ...(events.at(-1) ?? event({})), ...end }];
  }
  return [
    ...events,
    { ...identityOf(task), ...(lastEvent === 'noDelta' ? {} : { delta: {} }), ...end },
  ];
}

/** Puts events on the wire as server-sent events. */
export function streamPlan(events: readonly unknown[], answer: Delivery): HttpPlan {
  const done = answer.noDone ? [] : ['data: [DONE]\n\n'];
  const frames = events.map(
    event => `${answer.comments ? ': ping\n\n' : ''}data: ${JSON.stringify(event)}\n\n`,
  );
  return deliver(
    200,
    { 'content-type': 'text/event-stream', 'cache-control': 'no-cache' },
    [...frames, ...done].map(frame => (answer.crlf ? frame.replaceAll('\n', '\r\n') : frame)),
    answer,
  );
}

/** Events that begin well and end in an error; no `[DONE]` follows. */
export function failingStreamPlan(
  task: TextTask,
  answer: ErrorAnswer & { readonly inStreamAfter: number },
): HttpPlan {
  const size = answer.chunkSize ?? defaultChunkSize;
  const good = slices(answer.text ?? 'The beginning of an answer that fails. '.repeat(50), size)
    .slice(0, answer.inStreamAfter)
    .map(text => ({ ...identityOf(task), delta: { text }, finishReason: null }));
  return streamPlan([...good, errorEnvelope(errorItem(task, answer), answer)], {
    ...answer,
    noDone: true,
  });
}

export function jsonPlan(
  status: number,
  body: unknown,
  answer: Delivery & { readonly headers?: Readonly<Record<string, string>> } = {},
): HttpPlan {
  const headers = { 'content-type': 'application/json', ...answer.headers };
  return deliver(status, headers, [JSON.stringify(body)], answer);
}

export function rawPlan(answer: RawAnswer): HttpPlan {
  return { ...answer, delayMs: answer.delayMs ?? 0 };
}

export function errorItem(
  task: { readonly taskType: string; readonly taskUUID: string },
  answer: ErrorAnswer,
): ErrorItem {
  return {
    code: answer.code,
    message: answer.message,
    ...(answer.parameter === undefined ? {} : { parameter: answer.parameter }),
    taskType: task.taskType,
    taskUUID: task.taskUUID,
    documentation,
  };
}

/** An error in one of the forms that spec/runware-api.md 1.3 names. */
export function errorEnvelope(item: ErrorItem, answer: Pick<ErrorAnswer, 'form'>): unknown {
  switch (answer.form ?? 'errors') {
    case 'errors':
      return { errors: [item] };
    case 'error':
      return { error: item, taskUUID: item.taskUUID };
    case 'array':
      return [item];
  }
}

function deliver(
  status: number,
  headers: Readonly<Record<string, string>>,
  frames: readonly string[],
  answer: Delivery,
): HttpPlan {
  const cut = answer.cutAfterBytes;
  const chunks =
    answer.splitEvery === undefined
      ? cutFrames(frames, cut ?? Infinity)
      : byteSlices(Buffer.from(frames.join('')).subarray(0, cut), answer.splitEvery);
  return {
    status,
    headers,
    chunks,
    delayMs: answer.delayMs ?? 0,
    then: cut === undefined ? 'end' : (answer.cutWith ?? 'destroy'),
  };
}

function cutFrames(frames: readonly string[], bytes: number): Uint8Array[] {
  const kept: Uint8Array[] = [];
  let left = bytes;
  for (const frame of frames) {
    if (left <= 0) break;
    const piece = Buffer.from(frame).subarray(0, left);
    kept.push(piece);
    left -= piece.length;
  }
  return kept;
}

function byteSlices(body: Uint8Array, size: number): Uint8Array[] {
  const pieces: Uint8Array[] = [];
  for (let start = 0; start < body.length; start += size) {
    pieces.push(body.subarray(start, start + size));
  }
  return pieces;
}

import { z } from 'zod';
import { isJsonObject, type JsonObject } from '../../../src/base/json.ts';
import type {
  Answer,
  Delivery,
  ErrorAnswer,
  RawAnswer,
  TextAnswer,
  ToolsAnswer,
} from './answers.ts';
import { generate } from './generation.ts';
import { Refusal, type ErrorItem } from './refusal.ts';
import type { Outcome, Store } from './store.ts';
import type { TextTask } from './textTask.ts';
import {
  accountManagement,
  getResponse,
  getTaskDetails,
  mediaStorage,
  type TaskOutput,
} from './utilityTasks.ts';
import { validateTextTask, type ValidationRules } from './validate.ts';
import {
  errorEnvelope,
  errorItem,
  failingStreamPlan,
  jsonPlan,
  rawPlan,
  resultItem,
  streamEvents,
  streamPlan,
  type HttpPlan,
} from './wire.ts';

export interface BatchContext {
  readonly store: Store;
  readonly rules: Omit<ValidationRules, 'hasMedia'>;
  readonly balanceAs: 'object' | 'number';
  /** What a text task that passed is answered with. */
  readonly answerFor: (task: TextTask) => Answer;
  /** A fault that a test wants in place of what a task of another type gives. */
  readonly faultFor: (taskType: string) => ErrorAnswer | RawAnswer | undefined;
}

/** Task types of spec/runware-api.md 1.8 that exist but are no business of this service. */
const otherTaskTypes = new Set(
  `imageInference videoInference audioInference modelSearch modelUpload imageUpload caption
  controlNetPreprocess imageMasking promptEnhance removeBackground upscale vectorize training
  ping`.split(/\s+/),
);

/** Does every task of a request and puts what came of it into one HTTP answer. */
export function runBatch(tasks: readonly unknown[], context: BatchContext): HttpPlan {
  const streamed = tasks.filter(task => isJsonObject(task) && task['deliveryMethod'] === 'stream');
  const data: JsonObject[] = [];
  const errors: ErrorItem[] = [];
  const form: { status: number; delivery: Delivery & Pick<ErrorAnswer, 'headers' | 'form'> } = {
    status: 200,
    delivery: {},
  };
  for (const input of tasks) {
    const task = isJsonObject(input) ? input : {};
    try {
      if (streamed.length > 0 && tasks.length > 1) {
        throw new Refusal(400, {
          code: 'incompatibleParameters',
          message: 'A streaming request carries exactly one task.',
          parameter: 'deliveryMethod',
        });
      }
      const done = runTask(input, context);
      if (done.kind === 'plan') return done.plan;
      data.push(...done.data);
      errors.push(...done.errors);
      form.status = done.status ?? form.status;
      form.delivery = { ...form.delivery, ...done.delivery };
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      const refusal = error.of({ taskType: task['taskType'], taskUUID: task['taskUUID'] });
      errors.push(refusal.item);
      form.status = refusal.status;
    }
  }
  const [first] = errors;
  if (first === undefined) return jsonPlan(200, { data }, form.delivery);
  // What succeeded is told all the same, and then the status is a good one.
  if (data.length > 0) return jsonPlan(200, { data, errors }, form.delivery);
  const body = errors.length > 1 ? { errors } : errorEnvelope(first, form.delivery);
  return jsonPlan(form.status, body, form.delivery);
}

type Done =
  | { readonly kind: 'plan'; readonly plan: HttpPlan }
  | (TaskOutput & {
      readonly kind: 'output';
      readonly status?: number;
      readonly delivery?: Delivery & Pick<ErrorAnswer, 'headers' | 'form'>;
    });

function runTask(input: unknown, context: BatchContext): Done {
  if (!isJsonObject(input)) {
    throw new Refusal(400, { code: 'invalidPayloadFormat', message: 'A task must be an object.' });
  }
  const taskType = input['taskType'];
  if (taskType === 'textInference') return runTextTask(input, context);
  const run = typeof taskType === 'string' ? utilityTask(taskType, context) : undefined;
  if (run === undefined || typeof taskType !== 'string') {
    const known = typeof taskType === 'string' && otherTaskTypes.has(taskType);
    throw new Refusal(400, {
      code: known ? 'unsupportedTaskType' : 'invalidTaskType',
      message: 'The task type is not one that this service does.',
      parameter: 'taskType',
    });
  }
  const fault = context.faultFor(taskType);
  if (fault === undefined) return { kind: 'output', ...run(input) };
  return fault.kind === 'raw'
    ? { kind: 'plan', plan: rawPlan(fault) }
    : refusedOutput({ taskType, taskUUID: textOf(input['taskUUID']) }, fault);
}

function utilityTask(
  taskType: string,
  { store, balanceAs }: BatchContext,
): ((input: unknown) => TaskOutput) | undefined {
  switch (taskType) {
    case 'getResponse':
      return input => getResponse(input, store);
    case 'getTaskDetails':
      return input => getTaskDetails(input, store);
    case 'accountManagement':
      return input => accountManagement(input, store, balanceAs);
    case 'mediaStorage':
      return input => mediaStorage(input, store);
    case 'authentication':
      // Checked before any task is run; spec/runware-api.md 1.1: it adds nothing to `data`.
      return () => ({ data: [], errors: [] });
    default:
      return undefined;
  }
}

function runTextTask(input: JsonObject, context: BatchContext): Done {
  const { store } = context;
  // An id counts as used however the task ends: a second try needs a new one.
  const id = z.uuidv4().safeParse(input['taskUUID']);
  if (id.success) store.claim(id.data);
  const task = validateTextTask(input, {
    ...context.rules,
    hasMedia: mediaUUID => store.media.has(mediaUUID),
  });
  const answer = asAble(context.answerFor(task), task, context.rules.nativeTools);
  switch (answer.kind) {
    case 'raw':
      if (answer.made !== undefined) remember(task, [answer.made], context);
      return { kind: 'plan', plan: rawPlan(answer) };
    case 'error':
      return failTextTask(task, answer, context);
    case 'text':
    case 'tools':
      return answerTextTask(task, answer, context);
  }
}

/** A model that knows no tools makes no call: where it had to, there is nothing in its answer. */
function asAble(
  answer: Answer,
  { tools = [], toolChoice }: TextTask,
  nativeTools: ValidationRules['nativeTools'],
): Answer {
  if (nativeTools !== 'ignored' || tools.length === 0) return answer;
  if (answer.kind !== 'text' && answer.kind !== 'tools') return answer;
  const forced = toolChoice?.type === 'any' || toolChoice?.type === 'tool';
  return { ...answer, kind: 'text', text: forced ? '' : (answer.text ?? ''), finishReason: 'stop' };
}

function failTextTask(task: TextTask, answer: ErrorAnswer, { store }: BatchContext): Done {
  const item = errorItem(task, answer);
  const as = answer.asyncAt === 'pollErrors' ? 'errors' : 'item';
  keep(store, task, { kind: 'error', item, as }, answer);
  if (task.deliveryMethod === 'stream' && answer.inStreamAfter !== undefined) {
    const { inStreamAfter } = answer;
    return { kind: 'plan', plan: failingStreamPlan(task, { ...answer, inStreamAfter }) };
  }
  if (task.deliveryMethod === 'async' && (answer.asyncAt ?? 'submit') !== 'submit') {
    return acknowledge(task, answer);
  }
  return refusedOutput(task, answer);
}

function answerTextTask(
  task: TextTask,
  first: TextAnswer | ToolsAnswer,
  context: BatchContext,
): Done {
  const answers: (TextAnswer | ToolsAnswer)[] = [first];
  while (answers.length < task.numberResults) {
    answers.push(first.others?.[answers.length - 1] ?? first);
  }
  const { items, events } = remember(task, answers, context);
  switch (task.deliveryMethod) {
    case 'stream':
      return { kind: 'plan', plan: streamPlan(events, first) };
    case 'async':
      return acknowledge(task, first);
    case 'sync':
      return { kind: 'output', data: items, errors: [], delivery: first };
  }
}

/** Generates and charges, whether or not the client gets to see it. */
function remember(
  task: TextTask,
  answers: readonly (TextAnswer | ToolsAnswer)[],
  { store }: BatchContext,
): { readonly items: readonly JsonObject[]; readonly events: readonly JsonObject[] } {
  const made = answers.map(answer => ({ answer, made: generate(task, answer, store.counter) }));
  const items = made.map(({ answer, made: generation }) => resultItem(task, generation, answer));
  for (const { made: generation } of made) store.charge(generation.charged);
  const [first] = made;
  keep(store, task, { kind: 'success', items }, first?.answer ?? {});
  return { items, events: first === undefined ? [] : streamEvents(task, first.made, first.answer) };
}

/** Remembers how a task ended, for those who ask later. */
function keep(store: Store, task: TextTask, outcome: Outcome, delivery: Delivery): void {
  if (delivery.forgotten === true) return;
  store.jobs.set(task.taskUUID, {
    request: archived(task),
    outcome,
    pollsLeft: delivery.pollsBeforeDone ?? (task.deliveryMethod === 'async' ? 1 : 0),
    pendingAs: delivery.pendingAs ?? 'getResponse',
    archiveOnly: delivery.forgotten === 'results',
  });
}

function acknowledge({ taskType, taskUUID }: TextTask, delivery: Delivery): Done {
  return { kind: 'output', data: [{ taskType, taskUUID }], errors: [], delivery };
}

function refusedOutput(
  task: { readonly taskType: string; readonly taskUUID: string },
  answer: ErrorAnswer,
): Done {
  return {
    kind: 'output',
    data: [],
    errors: [errorItem(task, answer)],
    status: answer.status,
    delivery: answer,
  };
}

/** The archive keeps a request in a normalised form. */
function archived(task: TextTask): JsonObject {
  const { taskType, taskUUID, model, deliveryMethod } = task;
  return { taskType, taskUUID, model, deliveryMethod };
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

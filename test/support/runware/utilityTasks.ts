import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { isJsonObject, type JsonObject, type JsonValue } from '../../../src/base/json.ts';
import { Refusal, type ErrorItem } from './refusal.ts';
import type { Store } from './store.ts';
import { parseStrictly } from './validate.ts';

/** What one task adds to the answer. */
export interface TaskOutput {
  readonly data: readonly JsonObject[];
  readonly errors: readonly ErrorItem[];
}

const About = z.strictObject({ taskType: z.string(), taskUUID: z.uuidv4() });

/** `getResponse`: processing, then the result as often as it is asked for. */
export function getResponse(input: unknown, store: Store): TaskOutput {
  const { taskUUID } = parseStrictly(About, input);
  const job = store.jobs.get(taskUUID);
  if (job === undefined || job.archiveOnly) throw unknownTask();
  if (job.pollsLeft > 0) {
    job.pollsLeft -= 1;
    return { data: [{ taskType: job.pendingAs, taskUUID, status: 'processing' }], errors: [] };
  }
  if (job.outcome.kind === 'success') {
    return { data: job.outcome.items.map(item => ({ ...item, status: 'success' })), errors: [] };
  }
  const { code, message } = job.outcome.item;
  return job.outcome.as === 'item'
    ? { data: [{ taskUUID, status: 'error', error: { code, message } }], errors: [] }
    : { data: [], errors: [job.outcome.item] };
}

/** `getTaskDetails`: the archive, which cuts long text out (spec/runware-api.md 6). */
export function getTaskDetails(input: unknown, store: Store): TaskOutput {
  const { taskType, taskUUID } = parseStrictly(About, input);
  const job = store.jobs.get(taskUUID);
  if (job === undefined) throw unknownTask();
  const response =
    job.pollsLeft > 0
      ? null
      : job.outcome.kind === 'success'
        ? { data: job.outcome.items.map(redactLongText) }
        : { errors: [{ code: job.outcome.item.code, message: job.outcome.item.message }] };
  return { data: [{ taskType, taskUUID, request: [job.request], response }], errors: [] };
}

const AccountTask = z.strictObject({
  taskType: z.literal('accountManagement'),
  taskUUID: z.uuidv4(),
  operation: z.enum(['getDetails']),
});

/** `accountManagement` with the balance in the documented form or as the bare number of live answers. */
export function accountManagement(
  input: unknown,
  store: Store,
  balanceAs: 'object' | 'number',
): TaskOutput {
  const task = parseStrictly(AccountTask, input);
  store.claim(task.taskUUID);
  const amount = store.balance();
  const none = { credits: 0, requests: 0 };
  return {
    data: [
      {
        ...task,
        organizationUUID: '7c0f6b1e-3f0a-4a55-9f0e-5f4be0c55a10',
        organizationName: 'Local service',
        balance: balanceAs === 'number' ? amount : { amount, freeBalance: 0, currency: 'USD' },
        team: [],
        apiKeys: [],
        usage: { today: none, last7Days: none, last30Days: none, total: none },
      },
    ],
    errors: [],
  };
}

const MediaTask = z.discriminatedUnion('operation', [
  z.strictObject({
    taskType: z.literal('mediaStorage'),
    taskUUID: z.uuidv4(),
    operation: z.literal('upload'),
    media: z.union([
      z.url({ protocol: /^https?$/ }),
      z.string().regex(/^data:[a-z]+\/[a-zA-Z0-9.+-]+;base64,[a-zA-Z0-9+/=]+$/),
      z.string().regex(/^[a-zA-Z0-9+/=]+$/),
    ]),
  }),
  z.strictObject({
    taskType: z.literal('mediaStorage'),
    taskUUID: z.uuidv4(),
    operation: z.literal('delete'),
    mediaUUID: z.uuid(),
  }),
]);

export function mediaStorage(input: unknown, store: Store): TaskOutput {
  const task = parseStrictly(MediaTask, input);
  store.claim(task.taskUUID);
  const { taskType, taskUUID, operation } = task;
  if (task.operation === 'delete') {
    if (!store.media.delete(task.mediaUUID)) {
      throw new Refusal(400, {
        code: 'mediaNotFound',
        message: 'There is no media with this UUID.',
        parameter: 'mediaUUID',
      });
    }
    return { data: [{ taskType, taskUUID, operation, mediaUUID: task.mediaUUID }], errors: [] };
  }
  const mediaUUID = randomUUID();
  store.media.add(mediaUUID);
  const mediaURL = `https://media.invalid/${mediaUUID}`;
  return { data: [{ taskType, taskUUID, operation, mediaUUID, mediaURL }], errors: [] };
}

function unknownTask(): Refusal {
  return new Refusal(404, {
    code: 'taskNotFound',
    message: 'There is no task with this taskUUID.',
    parameter: 'taskUUID',
  });
}

const longestArchivedText = 200;

function redactLongText(value: JsonValue): JsonValue {
  if (typeof value === 'string' && value.length > longestArchivedText) {
    const kept = value.slice(0, longestArchivedText);
    return `${kept}...[REDACTED ${Buffer.byteLength(value) - Buffer.byteLength(kept)} bytes]...`;
  }
  if (Array.isArray(value)) return value.map((inner: JsonValue) => redactLongText(inner));
  if (!isJsonObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [key, redactLongText(inner)]),
  );
}

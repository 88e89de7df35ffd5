import { z } from 'zod';
import { untilAborted } from '../base/abort.ts';
import { requireKey } from './apiKey.ts';
import { parseJson, type Service } from './getResponse.ts';
import { createRequestFaults } from './requestFaults.ts';
import { ErrorItem, readErrorBody, type WireError } from './responseSchema.ts';
import { readText } from './sse.ts';
import { isUnknownTask } from './taskStates.ts';
import { exchange, ofTasks } from './transport.ts';

/** What the archive keeps of a task. */
export type ArchivedTask =
  /** `cut` is true where text was taken out; counts and costs are there all the same. */
  | { readonly kind: 'answered'; readonly items: readonly unknown[]; readonly cut: boolean }
  | { readonly kind: 'failed'; readonly error: WireError }
  | { readonly kind: 'running' }
  | { readonly kind: 'unknown' };

/**
 * Reads a task back from the archive; costs nothing. Long text is cut out there
 * (spec/runware-api.md 6).
 * @throws ApiError if the question was not answered; the signal's reason
 */
export async function getTaskDetails(
  { transport, key: askKey }: Service,
  taskUUID: string,
  signal: AbortSignal,
): Promise<ArchivedTask> {
  const { endpoint } = transport;
  const key = requireKey(await untilAborted(askKey(), signal), endpoint.host);
  const faults = createRequestFaults({ host: endpoint.host, taskUUID, key });
  const tasks = [{ taskType: 'getTaskDetails', taskUUID }];
  const received = await exchange(transport, {
    url: endpoint,
    key,
    ...ofTasks(tasks),
    faults,
    signal,
  });
  const body = parseJson(await readText(received.body));
  const details = Details.safeParse(body);
  if (details.success) return readResponse(details.data.data[0].response);
  const error = readErrorBody(body);
  if (error !== undefined && isUnknownTask(error)) return { kind: 'unknown' };
  if (error === undefined && received.status < 400) {
    throw faults.notAnAnswer('the answer to getTaskDetails is none');
  }
  throw faults.refused(error ?? {}, received);
}

/** An upstream failure is told as an object of other names. */
const Failure = z.union([
  z
    .looseObject({ errorCode: z.string() })
    .transform(({ errorCode: code }): WireError => ({ code })),
  ErrorItem,
]);

const Response = z.looseObject({
  data: z.union([z.array(z.unknown()), z.unknown().transform(item => [item])]).optional(),
  errors: z.union([z.array(Failure).transform(([first]) => first), Failure]).nullish(),
  error: Failure.nullish(),
});

/** Some entries keep the provider's answer one level deeper. */
const Nested = z.union([
  z.looseObject({ response: Response }).transform(it => it.response),
  Response,
]);

const Details = z.looseObject({
  data: z.tuple([z.looseObject({ response: Nested.nullish() })], z.unknown()),
});

function readResponse(response: z.infer<typeof Nested> | null | undefined): ArchivedTask {
  if (!response) return { kind: 'running' };
  const items = (response.data ?? []).filter(item => item !== null && item !== undefined);
  if (items.length > 0) return { kind: 'answered', items, cut: items.some(isCut) };
  const error = response.errors ?? response.error;
  return error ? { kind: 'failed', error } : { kind: 'running' };
}

/** Reasoning that is lost is no loss; text and arguments are. */
function isCut(item: unknown): boolean {
  const kept = JSON.stringify(item, (name, value: unknown) =>
    name === 'reasoningContent' ? undefined : value,
  );
  return /\.\.\.\[REDACTED \d+ bytes\]\.\.\./.test(kept);
}

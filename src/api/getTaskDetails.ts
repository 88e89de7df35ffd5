import * as z from 'zod';
import { isJsonObject, type JsonValue } from '../base/json.ts';
import { ApiError } from './apiErrors.ts';
import { ErrorItem, type WireError } from './responseSchema.ts';
import type { ServiceConnection } from './serviceConnection.ts';
import { isUnknownTask } from './taskStates.ts';
import { sendTask } from './utilityTask.ts';

/** What the archive keeps of a task. */
export type ArchivedTask =
  /** `cut` is true where text was taken out; counts and costs are there all the same. */
  | { readonly kind: 'answered'; readonly items: readonly JsonValue[]; readonly cut: boolean }
  | { readonly kind: 'failed'; readonly error: WireError }
  /** It ended, and the archive says neither with what nor that it failed. */
  | { readonly kind: 'ended' }
  | { readonly kind: 'running' }
  /** The service never had it, or has it no longer. */
  | { readonly kind: 'unknown' };

/**
 * Reads a task back from the archive; costs nothing. Long text is cut out there
 * (spec/runware-api.md 6).
 * @throws ApiError if the question was not answered; the signal's reason
 */
export async function getTaskDetails(
  connection: ServiceConnection,
  taskUUID: string,
  signal: AbortSignal,
): Promise<ArchivedTask> {
  try {
    const [details] = await sendTask(connection, { taskType: 'getTaskDetails', taskUUID }, signal);
    return readResponse(details?.['response']);
  } catch (error) {
    if (error instanceof ApiError && isUnknownTask(error)) return { kind: 'unknown' };
    throw error;
  }
}

function readResponse(response: JsonValue | undefined): ArchivedTask {
  if (isNothing(response)) return { kind: 'running' };
  if (!isJsonObject(response)) return { kind: 'ended' };
  // Some entries of the archive keep the provider's answer one level deeper.
  const inner = response['response'];
  const { data, errors, error } = isJsonObject(inner) ? inner : response;
  const items = listOf(data);
  if (items.length > 0) return { kind: 'answered', items, cut: items.some(isCut) };
  const [failure] = [...listOf(errors), ...listOf(error)];
  return failure === undefined ? { kind: 'ended' } : { kind: 'failed', error: wireError(failure) };
}

/** An upstream failure is told as an object of other names. */
const Failure = z.union([
  z.looseObject({ errorCode: z.string() }).transform(it => ({ code: it.errorCode })),
  ErrorItem,
]);

function wireError(failure: JsonValue): WireError {
  const read = Failure.safeParse(failure);
  return read.success ? read.data : {};
}

/** Reasoning that is lost is no loss; text and arguments are. */
function isCut(item: JsonValue): boolean {
  const kept = JSON.stringify(item, (name, value: unknown) =>
    name === 'reasoningContent' ? undefined : value,
  );
  return /\.\.\.\[REDACTED \d+ bytes\]\.\.\./.test(kept);
}

/** Backends write a list of one as the one itself. */
function listOf(value: JsonValue | undefined): readonly JsonValue[] {
  const all: readonly (JsonValue | undefined)[] = isList(value) ? value : [value];
  return all.filter((one): one is JsonValue => !isNothing(one));
}

function isList(value: JsonValue | undefined): value is readonly JsonValue[] {
  return Array.isArray(value);
}

/** Backends write an object without fields as `[]` at times. */
function isNothing(value: JsonValue | undefined): value is undefined | null | '' | readonly [] {
  return (
    value === undefined || value === null || value === '' || (isList(value) && value.length === 0)
  );
}

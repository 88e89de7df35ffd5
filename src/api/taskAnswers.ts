import { isJsonObject, type JsonObject } from '../base/json.ts';
import { readErrorBody, type WireError } from './responseSchema.ts';

/** What an envelope says of its tasks, before it is known which task is meant. */
export interface TaskAnswers {
  readonly items: readonly JsonObject[];
  readonly errors: readonly TaskError[];
}

export interface TaskError {
  /** Lower case; undefined if the error names no task. */
  readonly taskUUID: string | undefined;
  /** Of the task that failed, which may be the one that asks about another. */
  readonly taskType: unknown;
  /** An item of a task says it of itself; else it stands beside the items. */
  readonly ofItem: boolean;
  /** The task is said to have ended with it. */
  readonly ended: boolean;
  readonly error: WireError;
}

/**
 * Reads an envelope in each of its forms (spec/runware-api.md 1.3): `{data, errors}`, `{error}`, a
 * bare array of items or of errors. An item that reports its own failure counts as an error.
 * @returns undefined if it is none of them
 */
export function readTaskAnswers(body: unknown): TaskAnswers | undefined {
  if (Array.isArray(body)) return sorted(body, []);
  if (!isJsonObject(body)) return undefined;
  const { data, errors, error } = body;
  if (data === undefined && errors === undefined && error === undefined) return undefined;
  if (data !== undefined && data !== null && typeof data !== 'object') return undefined;
  const outer = typeof error === 'string' ? { message: error } : error;
  return sorted(
    listOf(data),
    // The id of a lone error may stand beside it.
    [...listOf(errors), ...listOf(outer).map(lone => withId(lone, body['taskUUID']))],
  );
}

/** A task's id as ids are compared; undefined where there is none: some answers have it empty. */
export function idOf(item: JsonObject): string | undefined {
  const id = item['taskUUID'];
  return typeof id === 'string' && id !== '' ? id.toLowerCase() : undefined;
}

function sorted(elements: readonly unknown[], besides: readonly unknown[]): TaskAnswers {
  const items: JsonObject[] = [];
  const errors = besides.map(standingAlone);
  for (const element of elements) {
    if (!isJsonObject(element)) continue;
    // Nothing that is an answer has both of them.
    if (typeof element['code'] === 'string' && typeof element['message'] === 'string') {
      errors.push(standingAlone(element));
      continue;
    }
    const error = failureIn(element);
    if (error === undefined) items.push(element);
    else errors.push({ ...namedBy(element), error, ofItem: true, ended: true });
  }
  return { items, errors };
}

function standingAlone(said: unknown): TaskError {
  const error = readErrorBody({ errors: [said] }) ?? {};
  const row = isJsonObject(said) ? said : {};
  return { ...namedBy(row), error, ofItem: false, ended: row['status'] === 'error' };
}

function namedBy(row: JsonObject): Pick<TaskError, 'taskUUID' | 'taskType'> {
  return { taskUUID: idOf(row), taskType: row['taskType'] };
}

function failureIn({ error, errors, status }: JsonObject): WireError | undefined {
  return readErrorBody({ error, errors }) ?? (status === 'error' ? {} : undefined);
}

function withId(error: unknown, taskUUID: unknown): unknown {
  return isJsonObject(error) && idOf(error) === undefined ? { ...error, taskUUID } : error;
}

/** Backends write a list of one as the one itself, and nothing as null. */
function listOf(value: unknown): readonly unknown[] {
  if (Array.isArray(value)) return value;
  return value === undefined || value === null ? [] : [value];
}

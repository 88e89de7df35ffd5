import { z } from 'zod';
import { groupOf } from './errorGroups.ts';
import { ErrorItem, Failing, type WireError } from './responseSchema.ts';

/** What the service says of a task that it is asked for (spec/runware-api.md 6). */
export type TaskState =
  | { readonly status: 'processing' }
  /** `items`: the result items as they came, to be read as the `data` of a body. */
  | { readonly status: 'success'; readonly items: readonly unknown[] }
  | { readonly status: 'error'; readonly error: WireError };

/** What a reply to `getResponse` says. */
export interface TaskStates {
  readonly states: ReadonlyMap<string, TaskState>;
  /** An error that is not of a task but of the asking itself. */
  readonly refusal: WireError | undefined;
}

const Id = z.string().nullish().catch(undefined);
const Status = z.string().nullish().catch(undefined);

const Row = Failing.extend({ taskUUID: Id, status: Status });
type Row = z.infer<typeof Row>;

const ErrorRow = z.union([
  z
    .looseObject({ taskUUID: Id, status: Status })
    .transform(row => ({ ...row, error: ErrorItem.parse(row) })),
  ErrorItem.transform(error => ({ taskUUID: undefined, status: undefined, error })),
]);
type ErrorRow = z.infer<typeof ErrorRow>;

const Reply = z.looseObject({
  data: z.array(Row).nullish(),
  errors: z.array(ErrorRow).nullish(),
  error: ErrorRow.nullish(),
  taskUUID: Id,
});

/**
 * Matches the rows of a reply to the tasks that were asked for, by their taskUUID; the `taskType`
 * of a row says nothing. A task that no row is about has no state.
 * @param status HTTP status of the reply
 * @returns undefined if it is no reply of the service
 */
export function readTaskStates(
  body: unknown,
  asked: readonly string[],
  status: number,
): TaskStates | undefined {
  const parsed = Reply.safeParse(Array.isArray(body) ? { data: body } : body);
  if (!parsed.success) return undefined;
  const { data, errors, error, taskUUID } = parsed.data;
  if (!data && !errors && !error) return undefined;
  const [only] = asked.length === 1 ? asked : [];
  const idOf = (row: { readonly taskUUID?: string | null | undefined }): string | undefined =>
    row.taskUUID ? asked.find(id => id === row.taskUUID?.toLowerCase()) : only;

  const states = new Map<string, TaskState>();
  for (const id of asked) {
    const rows = (data ?? []).filter(row => idOf(row) === id);
    if (rows.length > 0) states.set(id, stateOf(rows));
  }
  const single = error ? [{ ...error, taskUUID: error.taskUUID ?? taskUUID }] : [];
  let refusal: WireError | undefined;
  for (const row of [...(errors ?? []), ...single]) {
    const id = idOf(row);
    if (id === undefined || isOfTheAsking(row, status)) refusal ??= row.error;
    // A result that is there counts, though another of the same task failed.
    else if (states.get(id)?.status !== 'success') {
      states.set(id, { status: 'error', error: row.error });
    }
  }
  return { states, refusal };
}

function stateOf(rows: readonly Row[]): TaskState {
  if (rows.some(isPending)) return { status: 'processing' };
  const good = rows.filter(row => errorOf(row) === undefined);
  if (good.length > 0) return { status: 'success', items: good };
  return { status: 'error', error: rows.map(errorOf).find(error => error !== undefined) ?? {} };
}

/** A row that says nothing is the acknowledgement once more. */
function isPending(row: Row): boolean {
  if (errorOf(row) !== undefined || row.status === 'success') return false;
  return !('text' in row) && !('finishReason' in row);
}

function errorOf(row: Row): WireError | undefined {
  const told = row.errors?.[0] ?? row.error ?? undefined;
  return told ?? (row.status === 'error' ? {} : undefined);
}

/**
 * An error that names no task, or says that the service could not be asked, leaves the task as it
 * was: it can be asked for again.
 */
function isOfTheAsking(row: ErrorRow, status: number): boolean {
  if (row.status === 'error' || isUnknownTask(row.error)) return false;
  if (!row.taskUUID || status === 429) return true;
  const group = groupOf(row.error.code, status);
  return status >= 400 && (group === 'serverError' || group === 'auth' || group === 'quota');
}

/** The service knows no such task, or no longer; a model that is not found is something else. */
export function isUnknownTask({ code }: WireError): boolean {
  return (
    code !== undefined &&
    groupOf(code, undefined) === 'notFound' &&
    !/^(model|media|image|route)/i.test(code)
  );
}

import type { JsonObject } from '../base/json.ts';
import { groupOf, type ApiErrorGroup } from './errorGroups.ts';
import type { WireError } from './responseSchema.ts';
import { idOf, type TaskAnswers, type TaskError } from './taskAnswers.ts';

/** What the service says of a task that it is asked for (spec/runware-api.md 6). */
export type TaskState =
  | { readonly status: 'processing' }
  /** `items`: the result items as they came, to be read as the `data` of a body. */
  | { readonly status: 'success'; readonly items: readonly JsonObject[] }
  | { readonly status: 'error'; readonly error: WireError };

/** What a reply to `getResponse` says. */
export interface TaskStates {
  readonly states: ReadonlyMap<string, TaskState>;
  /** An error that is not of a task but of the asking itself. */
  readonly refusal: WireError | undefined;
}

/**
 * Matches the rows of a reply to the tasks that were asked for, by their taskUUID; the `taskType`
 * of a row says nothing. A task that no row is about has no state.
 * @param status HTTP status of the reply
 */
export function readTaskStates(
  { items, errors }: TaskAnswers,
  asked: readonly string[],
  status: number,
): TaskStates {
  const [only] = asked.length === 1 ? asked : [];
  const askedFor = (named: string | undefined): string | undefined =>
    named === undefined ? only : asked.find(id => id === named);

  const states = new Map<string, TaskState>();
  for (const id of asked) {
    const own = items.filter(item => askedFor(idOf(item)) === id);
    if (own.length > 0) states.set(id, stateOf(own));
  }
  let refusal: WireError | undefined;
  for (const row of errors) {
    const id = askedFor(row.taskUUID);
    if (id === undefined || isOfTheAsking(row, status)) refusal ??= row.error;
    else if (!outlasts(states.get(id), row)) {
      states.set(id, { status: 'error', error: row.error });
    }
  }
  return { states, refusal };
}

function stateOf(items: readonly JsonObject[]): TaskState {
  return items.some(isPending) ? { status: 'processing' } : { status: 'success', items };
}

/** A row that says nothing is the acknowledgement once more. */
function isPending({ status, text, finishReason }: JsonObject): boolean {
  if (status === 'processing' || status === 'success') return status === 'processing';
  return (text ?? undefined) === undefined && (finishReason ?? '') === '';
}

/**
 * A result that is there counts, though another of the same task failed; one that is still to come
 * does where the failure is that of a single item. Of several failures the first is told.
 */
function outlasts(state: TaskState | undefined, { ofItem }: TaskError): boolean {
  return state !== undefined && (ofItem || state.status !== 'processing');
}

/**
 * An error that names no task, or says that the service could not be asked, leaves the task as it
 * was: it can be asked for again. A limit on requests is about the question, unless the task that
 * it names is another.
 */
function isOfTheAsking({ taskUUID, taskType, error, ended }: TaskError, status: number): boolean {
  if (ended || isUnknownTask(error)) return false;
  if (taskUUID === undefined || status === 429) return true;
  const group = groupOf(error.code, status);
  if (group === 'rateLimit' && taskType === undefined) return true;
  return (status >= 400 || taskType === 'getResponse') && ABOUT_ASKING.has(group);
}

const ABOUT_ASKING: ReadonlySet<ApiErrorGroup> = new Set([
  'serverError',
  'auth',
  'quota',
  'rateLimit',
]);

/** The service knows no such task, or no longer; a model that is not found is something else. */
export function isUnknownTask({ code }: { readonly code?: string | undefined }): boolean {
  return (
    code !== undefined &&
    groupOf(code, undefined) === 'notFound' &&
    !/^(model|media|image|route)/i.test(code)
  );
}

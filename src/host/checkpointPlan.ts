import type { EditsSince } from '../chat/checkpointLog.ts';
import { planRestore, type FileNow, type PlannedRestoration } from '../edits/checkpoint.ts';
import type { AppliedTransaction } from './edits/transactions.ts';

export type Asked = Extract<PlannedRestoration, { kind: 'changed' }>;

/** What going back to a message means for the files. */
export interface CheckpointPlan {
  /** Set back without a question. */
  readonly restored: readonly Extract<PlannedRestoration, { kind: 'restore' }>[];
  /** The user changed them too. */
  readonly changed: readonly Asked[];
  /** Display paths of files that cannot be set back: something is in the way, or they are no text. */
  readonly blocked: readonly string[];
  /** Display paths of files whose edits are not all in the store any more (R36). */
  readonly lost: readonly string[];
}

/**
 * The change sets of a chat since a message. They stand in the order in which they were made, so
 * all from the first one on count, whatever became of their messages; a restore made since is one.
 */
export function changesSince(
  history: readonly AppliedTransaction[],
  { at, messageIds }: EditsSince,
): readonly AppliedTransaction[] {
  const first = history.findIndex(({ origin, at: madeAt }) => {
    if (origin.kind === 'agent') return messageIds.has(origin.messageId);
    return origin.kind === 'checkpoint' && madeAt >= at;
  });
  return first < 0 ? [] : history.slice(first);
}

export function checkpointPlan(
  changes: readonly AppliedTransaction[],
  since: EditsSince,
  now: (uri: string) => FileNow,
): CheckpointPlan {
  const lost = lostFiles(changes, since);
  const plans = planRestore(changes, now).filter(({ display }) => !lost.has(display));
  return {
    restored: plans.filter(plan => plan.kind === 'restore'),
    changed: plans.filter(plan => plan.kind === 'changed'),
    blocked: plans.filter(plan => plan.kind === 'blocked').map(({ display }) => display),
    lost: [...lost],
  };
}

/** The log tells of more edits of a file than the store holds: what it was before is not known. */
function lostFiles(
  changes: readonly AppliedTransaction[],
  { edits }: EditsSince,
): ReadonlySet<string> {
  const kept = new Map<string, number>();
  for (const { origin, files } of changes) {
    if (origin.kind !== 'agent') continue;
    for (const { display } of files) kept.set(display, (kept.get(display) ?? 0) + 1);
  }
  const lost = [...edits].filter(([path, count]) => count > (kept.get(path) ?? 0));
  return new Set(lost.map(([path]) => path));
}

import {
  layOver,
  traceFiles,
  type RecordedChange,
  type TextFile,
  type TracedFile,
} from './checkpointTrace.ts';

export interface Restoration {
  /** As the file was called last. */
  readonly display: string;
  /** Undefined: there is no such file now. */
  readonly now: TextFile | undefined;
  /** Undefined: there was none at the checkpoint. */
  readonly target: TextFile | undefined;
}

/** What going back to a checkpoint means for one file. */
export type PlannedRestoration =
  /** Nothing that others than the agent did is lost by it. */
  | (Restoration & { readonly kind: 'restore' })
  /** Others changed it too, so a person is asked. `merged`: the checkpoint with their changes. */
  | (Restoration & { readonly kind: 'changed'; readonly merged: TextFile | undefined })
  /** A file that the agent never touched stands in its place, or it is no text now: left alone. */
  | { readonly kind: 'blocked'; readonly display: string };

/** How a file is now, as its editor shows it; or why it cannot be said. */
export type FileNow = TextFile | 'missing' | 'unreadable';

/**
 * What going back to before these changes takes, for each file that they touched and that is not
 * as it was; no other file is in it (R34).
 * @param changes all of a chat since the checkpoint, oldest first
 * @param now how the file of a URI is; asked for those of `urisOf(changes)`
 */
export function planRestore(
  changes: readonly RecordedChange[],
  now: (uri: string) => FileNow,
): PlannedRestoration[] {
  const traced = traceFiles(changes);
  const places = new Set(traced.flatMap(({ last }) => (last === undefined ? [] : [last.uri])));
  const plans = traced.flatMap(file => {
    const plan = planFile(file, now, places);
    return plan === undefined ? [] : [plan];
  });
  return withoutOccupied(plans, now);
}

/** Every place where a file of these changes was or is. */
export function urisOf(changes: readonly RecordedChange[]): readonly string[] {
  const uris = changes.flatMap(({ files }) =>
    files.flatMap(({ before, after }) => [before?.uri, after?.uri]),
  );
  return [...new Set(uris)].filter(uri => uri !== undefined);
}

/** @param places where the traced files are after their last change: those leave */
function planFile(
  file: TracedFile,
  nowAt: (uri: string) => FileNow,
  places: ReadonlySet<string>,
): PlannedRestoration | undefined {
  const { display, uri, target } = file;
  const isMoved = target !== undefined && target.uri !== uri;
  const atOldPlace = isMoved && !places.has(target.uri) ? nowAt(target.uri) : 'missing';
  // Where it was deleted another of them may have come to stand.
  const here = file.last === undefined && places.has(uri) ? 'missing' : nowAt(uri);
  // Somebody moved it back.
  const found = here === 'missing' ? atOldPlace : here;
  if (found === 'unreadable') return { kind: 'blocked', display };
  const now = found === 'missing' ? undefined : found;
  // Who chose another encoding since keeps it.
  const to = target === undefined ? undefined : { ...target, ...encodingOf(now) };
  if (isSame(now, to)) return undefined;

  const plan = { display, now, target: to };
  const laidOver = layOver(file, now);
  if (laidOver.kind === 'none') return { kind: 'restore', ...plan };
  if (laidOver.kind === 'conflict' || to === undefined) {
    return { kind: 'changed', ...plan, merged: undefined };
  }
  if (laidOver.text === to.text) return { kind: 'restore', ...plan };
  const merged = { ...to, text: laidOver.text };
  // Of what the agent did nothing is left in it.
  return isSame(now, merged) ? undefined : { kind: 'changed', ...plan, merged };
}

/** Blocks what would go where a file stands that does not leave. */
function withoutOccupied(
  plans: readonly PlannedRestoration[],
  nowAt: (uri: string) => FileNow,
): PlannedRestoration[] {
  const leaving = new Set(
    plans.flatMap(plan =>
      plan.kind === 'restore' && plan.target?.uri !== plan.now?.uri ? [plan.now?.uri] : [],
    ),
  );
  const isOccupied = (plan: PlannedRestoration): boolean =>
    plan.kind !== 'blocked' &&
    plan.target !== undefined &&
    plan.target.uri !== plan.now?.uri &&
    nowAt(plan.target.uri) !== 'missing' &&
    !leaving.has(plan.target.uri);
  if (!plans.some(isOccupied)) return [...plans];
  // One that stays may in turn stand in the way of another.
  return withoutOccupied(
    plans.map(plan => (isOccupied(plan) ? { kind: 'blocked', display: plan.display } : plan)),
    nowAt,
  );
}

function encodingOf(now: TextFile | undefined): Partial<Pick<TextFile, 'encoding'>> {
  return now === undefined ? {} : { encoding: now.encoding };
}

function isSame(a: TextFile | undefined, b: TextFile | undefined): boolean {
  return a?.uri === b?.uri && a?.text === b?.text;
}

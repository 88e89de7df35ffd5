/** A text at a place (a URI). */
export interface PlacedText {
  readonly uri: string;
  readonly text: string;
}

/** What a change set was to do to one file. */
export interface JournalledFile {
  /** Undefined for a file that it creates. */
  readonly before: PlacedText | undefined;
  /** Undefined for a file that it deletes. */
  readonly after: PlacedText | undefined;
}

/** What has to be done to one file: refused unless it is now as `expected` says. */
export interface WayBack {
  /** Place of the file in the journal's record. */
  readonly index: number;
  readonly expected: PlacedText | undefined;
  readonly target: PlacedText | undefined;
}

export type RecoveryPlan =
  /** Everything was done. */
  | { readonly outcome: 'finished' }
  /** What was done is taken back; `left` are files that are neither as before nor as after. */
  | {
      readonly outcome: 'rolledBack';
      readonly back: readonly WayBack[];
      readonly left: readonly number[];
    };

/**
 * Decides what becomes of a change set that was broken off, by what is there now. If all files are
 * as they were to be, it was finished. Otherwise what was done is taken back; a file that somebody
 * went on working on is theirs and is left alone.
 * @param textAt the text at a URI now; undefined where there is no file. Never called twice for one
 */
export function planRecovery(
  files: readonly JournalledFile[],
  textAt: (uri: string) => string | undefined,
): RecoveryPlan {
  const found = files.map(file => lookAt(file, textAt));
  if (found.every(({ state }) => state === 'after')) return { outcome: 'finished' };
  return {
    outcome: 'rolledBack',
    back: found.flatMap(({ state, now }, index) =>
      state === 'after' || state === 'between'
        ? [{ index, expected: now, target: files[index]?.before }]
        : [],
    ),
    left: found.flatMap(({ state }, index) => (state === 'other' ? [index] : [])),
  };
}

interface Found {
  readonly state: 'before' | 'between' | 'after' | 'other';
  readonly now: PlacedText | undefined;
}

function lookAt(
  { before, after }: JournalledFile,
  textAt: (uri: string) => string | undefined,
): Found {
  const uris = [...new Set([before?.uri, after?.uri])].filter(uri => uri !== undefined);
  const there = uris.flatMap((uri): PlacedText[] => {
    const text = textAt(uri);
    return text === undefined ? [] : [{ uri, text }];
  });
  const [now, ...others] = there;
  if (others.length > 0) return { state: 'other', now };
  if (isSame(now, after)) return { state: 'after', now };
  if (isSame(now, before)) return { state: 'before', now };
  // A file that moves and changes does so in two steps, in either order.
  const ours = now !== undefined && (now.text === before?.text || now.text === after?.text);
  return { state: ours && before !== undefined && after !== undefined ? 'between' : 'other', now };
}

function isSame(a: PlacedText | undefined, b: PlacedText | undefined): boolean {
  return a?.uri === b?.uri && a?.text === b?.text;
}

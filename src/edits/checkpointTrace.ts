import { mergeTexts } from './mergeTexts.ts';

/** A text file at one moment, as its editor shows it. */
export interface TextFile {
  readonly uri: string;
  readonly text: string;
  readonly encoding: string;
}

/** What one change set did, as far as going back needs it. */
export interface RecordedChange {
  readonly files: readonly {
    readonly display: string;
    /** Undefined for a file that was created. */
    readonly before: TextFile | undefined;
    /** Undefined for a file that was deleted. */
    readonly after: TextFile | undefined;
  }[];
}

/** The checkpoint with what others than the agent changed since laid over it. */
export type LaidOver =
  | { readonly kind: 'text'; readonly text: string }
  /** There was no such file, and nothing but the agent's doing is in it. */
  | { readonly kind: 'none' }
  /** What others changed cannot be had together with the checkpoint. */
  | { readonly kind: 'conflict' };

/** One file through all changes, whatever it was called. */
export interface TracedFile {
  /** As it was called last. */
  readonly display: string;
  /** Where it is, or was before it was deleted. */
  readonly uri: string;
  /** Before the first change; undefined if there was none. */
  readonly target: TextFile | undefined;
  /** After the last change. */
  readonly last: TextFile | undefined;
  readonly laidOver: LaidOver;
}

/** Follows each file through the changes, oldest first, over moves, creations and deletions. */
export function traceFiles(changes: readonly RecordedChange[]): TracedFile[] {
  const traced: TracedFile[] = [];
  for (const { files } of changes) {
    // All of a set at once: two files may change places.
    const places = files.map(({ before, after }) => placeOf(traced, before, after));
    for (const [index, { display, before, after }] of files.entries()) {
      const place = places[index] ?? -1;
      const known = traced[place];
      const uri = (after ?? before)?.uri;
      if (uri === undefined) continue;
      if (known === undefined) {
        traced.push({ display, uri, target: before, last: after, laidOver: laidOn(before) });
      } else {
        const laidOver = layOver(known, before);
        traced[place] = { display, uri, target: known.target, last: after, laidOver };
      }
    }
  }
  return traced;
}

/** What lies over the checkpoint once somebody else made of a traced file what it is now. */
export function layOver(
  { last, laidOver }: Pick<TracedFile, 'last' | 'laidOver'>,
  now: TextFile | undefined,
): LaidOver {
  if (laidOver.kind === 'conflict' || last?.text === now?.text) return laidOver;
  if (last !== undefined && now !== undefined && laidOver.kind === 'text') {
    const text = mergeTexts(last.text, now.text, laidOver.text);
    return text === undefined ? CONFLICT : { kind: 'text', text };
  }
  const isAsThen = laidOver.kind === 'none' ? now === undefined : now?.text === laidOver.text;
  return isAsThen ? laidOver : CONFLICT;
}

const CONFLICT: LaidOver = { kind: 'conflict' };

function laidOn(target: TextFile | undefined): LaidOver {
  return target === undefined ? { kind: 'none' } : { kind: 'text', text: target.text };
}

/** Which of the files is the one that changes; -1 if it is a new one. */
function placeOf(
  traced: readonly TracedFile[],
  before: TextFile | undefined,
  after: TextFile | undefined,
): number {
  // One that is made where one was deleted is that one again.
  if (before === undefined) {
    return traced.findLastIndex(({ uri, last }) => last === undefined && uri === after?.uri);
  }
  const at = traced.findLastIndex(({ last }) => last?.uri === before.uri);
  if (at >= 0) return at;
  // It was put back by hand where the agent had taken it from, or to where it had deleted it.
  return traced.findLastIndex(
    ({ uri, target, last }) =>
      target?.uri === before.uri || (last === undefined && uri === before.uri),
  );
}

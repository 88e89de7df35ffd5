import { structuredPatch } from 'diff';
import { splitLines } from './lines.ts';

/** What a person is shown of a change to one file. */
export interface DiffFile {
  readonly path: string;
  readonly change: 'create' | 'update' | 'delete' | 'move';
  /** Set for a move. */
  readonly newPath?: string;
  readonly added: number;
  readonly removed: number;
  readonly hunks: readonly DiffHunk[];
}

export interface DiffHunk {
  /** Line numbers from 1. */
  readonly oldStart: number;
  readonly newStart: number;
  readonly lines: readonly DiffLine[];
}

export interface DiffLine {
  readonly kind: 'context' | 'added' | 'removed';
  /** Without its line ending. */
  readonly text: string;
}

/** Lines shown around a change. */
const CONTEXT_LINES = 3;
/** After this a change is shown as all lines removed and all added, which is true as well. */
const TIMEOUT_MS = 500;

/** A change to one file, before it was made. `after` is empty for a deletion. */
export interface FileTexts {
  readonly path: string;
  readonly change: DiffFile['change'];
  readonly newPath?: string;
  readonly before: string;
  readonly after: string;
}

/** What a person is shown of a change: hunks with three lines of context. */
export function diffFile({ before, after, ...file }: FileTexts): DiffFile {
  const hunks = changedHunks(before, after);
  const count = (kind: DiffLine['kind']): number =>
    hunks.reduce((sum, hunk) => sum + hunk.lines.filter(line => line.kind === kind).length, 0);
  return { ...file, added: count('added'), removed: count('removed'), hunks };
}

function changedHunks(before: string, after: string): DiffHunk[] {
  const patch = structuredPatch('', '', before, after, undefined, undefined, {
    context: CONTEXT_LINES,
    timeout: TIMEOUT_MS,
  });
  if (patch === undefined) return [wholeFile(before, after)];
  return patch.hunks.map(({ oldStart, newStart, lines }) => ({
    oldStart,
    newStart,
    lines: lines.flatMap(diffLine),
  }));
}

function wholeFile(before: string, after: string): DiffHunk {
  return {
    oldStart: 1,
    newStart: 1,
    lines: [
      ...splitLines(before).map(({ text }) => ({ kind: 'removed', text }) as const),
      ...splitLines(after).map(({ text }) => ({ kind: 'added', text }) as const),
    ],
  };
}

/** A row of a unified diff; none for its remark about a missing newline at the end. */
function diffLine(row: string): DiffLine[] {
  const text = row.slice(1).replace(/\r$/, '');
  if (row.startsWith('+')) return [{ kind: 'added', text }];
  if (row.startsWith('-')) return [{ kind: 'removed', text }];
  return row.startsWith(' ') ? [{ kind: 'context', text }] : [];
}

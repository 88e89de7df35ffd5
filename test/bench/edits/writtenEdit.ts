import type { Random } from './random.ts';
import { newRows, oldRows, type Row } from './sample.ts';
import type { CorpusEdit } from './record.ts';

/** The ways of writing an edit. */
export type Shape = 'patch' | 'unified' | 'replace';

/** A hunk as the model writes it, which need not be what it ought to be. */
export interface WrittenHunk {
  readonly rows: readonly Row[];
  /** Lines named by `@@`; patches only. */
  readonly anchors?: readonly string[];
  readonly endOfFile?: boolean;
  /** Where the model says that it begins, from 1: the header of a diff, the hint of a replacement. */
  readonly line?: number;
  /** The line is what the case is about: shapes that can do without it say it as well. */
  readonly hinted?: boolean;
  /** Unified only: what is added to the header's counts, which models get wrong. */
  readonly miscount?: number;
  /** Unified only: the lines end a file without a line ending. */
  readonly open?: boolean;
}

const MARKER = { keep: ' ', remove: '-', add: '+' } as const;

/** The edit as text, or undefined if that shape cannot say it. */
export function writeEdit(
  shape: Shape,
  path: string,
  hunks: readonly WrittenHunk[],
  random: Random,
): CorpusEdit | undefined {
  switch (shape) {
    case 'patch':
      return { kind: 'patch', text: patchText(path, hunks, random) };
    case 'unified':
      return hunks.some(hunk => hunk.anchors !== undefined)
        ? undefined
        : { kind: 'patch', text: unifiedText(path, hunks) };
    case 'replace':
      return replaceEdit(hunks, random);
  }
}

function patchText(path: string, hunks: readonly WrittenHunk[], random: Random): string {
  const bareBlanks = random.chance(0.3);
  const lines = hunks.flatMap(hunk => [
    ...headers(hunk),
    ...hunk.rows.map(({ kind, text }) =>
      bareBlanks && kind === 'keep' && text === '' ? '' : MARKER[kind] + text,
    ),
    ...(hunk.endOfFile === true ? ['*** End of File'] : []),
  ]);
  return ['*** Begin Patch', `*** Update File: ${path}`, ...lines, '*** End Patch', ''].join('\n');
}

function headers({ rows, anchors = [], line, hinted = false }: WrittenHunk): string[] {
  if (anchors.length > 0) return anchors.map(anchor => `@@ ${anchor}`);
  if (line === undefined || !hinted) return ['@@'];
  return [`@@ -${line},${oldRows(rows).length} +${line},${newRows(rows).length} @@`];
}

function unifiedText(path: string, hunks: readonly WrittenHunk[]): string {
  let shift = 0;
  const lines = hunks.flatMap(({ rows, line = 1, miscount = 0, open = false }) => {
    const before = oldRows(rows).length;
    const after = newRows(rows).length;
    const header = `@@ -${line},${before + miscount} +${Math.max(1, line + shift)},${after + miscount} @@`;
    shift += after - before;
    return [header, ...unifiedRows(rows, open)];
  });
  return [`--- a/${path}`, `+++ b/${path}`, ...lines, ''].join('\n');
}

function unifiedRows(rows: readonly Row[], open: boolean): string[] {
  const lastOld = open ? rows.findLastIndex(({ kind }) => kind !== 'add') : -1;
  const lastNew = open ? rows.findLastIndex(({ kind }) => kind !== 'remove') : -1;
  return rows.flatMap(({ kind, text }, index) => [
    MARKER[kind] + text,
    ...(index === lastOld || index === lastNew ? ['\\ No newline at end of file'] : []),
  ]);
}

function replaceEdit(hunks: readonly WrittenHunk[], random: Random): CorpusEdit | undefined {
  const [hunk, ...others] = hunks;
  if (hunk === undefined || others.length > 0 || hunk.anchors !== undefined) return undefined;
  const before = oldRows(hunk.rows).map(({ text }) => text);
  const after = newRows(hunk.rows).map(({ text }) => text);
  if (before.length === 0) return undefined;
  // Without lines afterwards, the ending of the last one has to go as well.
  const ending = after.length === 0 || (hunk.open !== true && random.chance(0.4)) ? '\n' : '';
  const oldText = before.join('\n') + ending;
  if (oldText === '') return undefined;
  return {
    kind: 'replace',
    oldText,
    newText: after.length === 0 ? '' : after.join('\n') + ending,
    ...(hunk.line !== undefined && (hunk.hinted === true || random.chance(0.5))
      ? { line: hunk.line }
      : {}),
  };
}

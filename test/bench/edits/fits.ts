import type { EditCase, Fit } from './case.ts';
import { isBlank, oldRows, textOf, type Row } from './sample.ts';
import type { CorpusEdit } from './record.ts';

/**
 * Whether a case is what its class says, looked at without the engine: by trying every place of the
 * file. What chance has made ambiguous is left out of a corpus.
 */
export function fits(kase: EditCase, edit: CorpusEdit, fit: Fit): boolean {
  return suits(kase, edit, fit) && (fit === 'several' || isLiteral(kase, edit));
}

function suits(kase: EditCase, edit: CorpusEdit, fit: Fit): boolean {
  const file = kase.lines.map(line => line.text);
  switch (fit) {
    case 'exact':
      return (
        kase.written.every(({ rows }) => exactPlaces(file, rows) === 1) && passages(kase, edit) <= 1
      );
    case 'loose':
      return unique(kase, edit, 0);
    case 'slip':
      return unique(kase, edit, 2);
    case 'slips':
      return unique(kase, edit, 3);
    case 'never':
      return kase.written.every(({ rows }) => loosePlaces(file, rows, 1) === 0);
    case 'nowhere':
      return kase.written.every(({ rows }) => loosePlaces(file, rows, 0) === 0);
    case 'several':
      return kase.written.every(({ rows }) => exactPlaces(file, rows) > 1);
    case 'own':
      return true;
  }
}

function unique(kase: EditCase, edit: CorpusEdit, slips: number): boolean {
  const file = kase.lines.map(line => line.text);
  return (
    kase.written.every(({ rows }) => !changesLooksOnly(rows)) &&
    passages(kase, edit) <= 1 &&
    kase.written.every(({ rows }) => loosePlaces(file, rows, slips) === 1) &&
    kase.written.every(({ rows }) => isAligned(kase, rows, edit.kind))
  );
}

/** How often what is to be replaced stands in the text, within lines or not. */
function passages(kase: EditCase, edit: CorpusEdit): number {
  if (edit.kind === 'patch') return 0;
  const plain = textOf(kase.lines).replace(/\r\n?/g, '\n');
  return plain.split(edit.oldText.replace(/\r\n?/g, '\n')).length - 1;
}

/**
 * A passage that stands in the text once, within lines or not, is one to be replaced there: that has
 * to be what is expected. The passages of classes that look for them are looked for there.
 */
function isLiteral(kase: EditCase, edit: CorpusEdit): boolean {
  if (edit.kind === 'patch' || kase.edit !== undefined) return true;
  const plain = (text: string): string => text.replace(/\r\n?/g, '\n');
  const parts = plain(textOf(kase.lines)).split(plain(edit.oldText));
  if (parts.length !== 2) return true;
  // What only a refusal serves may be there exactly, as what is applied already is.
  if (kase.expected === null) return true;
  return parts.join(plain(edit.newText)) === plain(kase.expected);
}

function exactPlaces(file: readonly string[], rows: readonly Row[]): number {
  const block = oldRows(rows).map(({ text }) => text);
  if (block.length === 0) return 0;
  return countPlaces(file, block.length, at => block.every((text, i) => text === file[at + i]));
}

/** Places where the rows stand but for look-alikes and, in up to `slips` kept rows, anything. */
export function loosePlaces(file: readonly string[], rows: readonly Row[], slips: number): number {
  const loose = file.map(looks);
  const block = withoutBlankEdges(oldRows(rows)).map(({ kind, text }) => ({
    kind,
    text: looks(text),
  }));
  if (block.length === 0) return Infinity;
  return countPlaces(loose, block.length, at => {
    let left = slips;
    return block.every(({ kind, text }, i) => {
      if (text === loose[at + i]) return true;
      left -= 1;
      return kind === 'keep' && left >= 0;
    });
  });
}

function countPlaces(
  file: readonly string[],
  length: number,
  isPlace: (at: number) => boolean,
): number {
  let count = 0;
  for (let at = 0; at + length <= file.length; at += 1) if (isPlace(at)) count += 1;
  return count;
}

function withoutBlankEdges(rows: readonly Row[]): Row[] {
  const from = rows.findIndex(({ text }) => !isBlank(text));
  return from === -1 ? [] : rows.slice(from, rows.findLastIndex(({ text }) => !isBlank(text)) + 1);
}

/** Whether only white space and look-alikes change: what is to come of it is then a matter of taste. */
function changesLooksOnly(rows: readonly Row[]): boolean {
  const ofKind = (kind: Row['kind']): Row[] => rows.filter(row => row.kind === kind);
  const joined = (kind: Row['kind']): string =>
    ofKind(kind)
      .map(({ text }) => looks(text))
      .join('\n');
  return (
    ofKind('add').length > 0 &&
    ofKind('remove').length > 0 &&
    joined('add').trim() === joined('remove').trim()
  );
}

/**
 * Whether it is beyond doubt which bytes stay. Where an added line looks like one that is removed
 * but is not the same in the file, it is open whether that one is to stay as it is; and a
 * replacement does not say which of its new lines are the old ones, so no two that differ in the
 * file may look alike.
 */
function isAligned({ lines }: EditCase, rows: readonly Row[], kind: CorpusEdit['kind']): boolean {
  const open = rows.filter(row => row.kind === 'remove' || kind === 'replace');
  const written = new Map(open.map(({ text }) => [looks(text), new Set<string>()]));
  for (const { kind: rowKind, text } of rows) {
    if (rowKind !== 'add') written.get(looks(text))?.add(text);
  }
  const disturbed = lines
    .map(line => line.text)
    .filter(text => written.get(looks(text))?.has(text) === false)
    .map(looks)
    .filter(look => look !== '');
  const counts = new Map<string, number>();
  for (const { kind: rowKind, text } of rows) {
    if (rowKind !== 'add') counts.set(looks(text), (counts.get(looks(text)) ?? 0) + 1);
  }
  const added = new Set(rows.filter(row => row.kind === 'add').map(({ text }) => looks(text)));
  return disturbed.every(look => !added.has(look) && (kind === 'patch' || counts.get(look) === 1));
}

const LOOK_ALIKES: readonly (readonly [RegExp, string])[] = [
  [/\\(["'`])/g, '$1'],
  [/[‘’‚‛]/g, "'"],
  [/[“”„‟]/g, '"'],
  [/[‐‑‒–—―−]/g, '-'],
  [/…/g, '...'],
  [/[\s\u00a0\u2002-\u200b\u202f\u205f\u3000\ufeff]+/g, ''],
];

/** A line as it looks: without white space, with plain punctuation. */
export function looks(line: string): string {
  return LOOK_ALIKES.reduce((text, [from, to]) => text.replace(from, to), line);
}

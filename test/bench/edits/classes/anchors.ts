import { landing, refused, type Disturbance } from '../case.ts';
import type { Random } from '../random.ts';
import { indentOf, isBlank, oldRows, type FileLine, type Sample } from '../sample.ts';
import { blocksOf, withOtherToken, type Block } from '../words.ts';

/** A sample whose hunk lies in a block that one line of the file begins. */
interface Enclosed {
  readonly block: Block;
  readonly header: FileLine;
  /** The header as an `@@` line names it. */
  readonly anchor: string;
}

/** The innermost block around the hunk, less indented than it, with a header of its own. */
function enclosed({ lines, hunk }: Sample): Enclosed | undefined {
  const old = oldRows(hunk.rows);
  const end = hunk.first + old.length;
  const least = Math.min(
    ...old.filter(({ text }) => !isBlank(text)).map(({ text }) => indentOf(text).length),
  );
  const block = blocksOf(lines, 120).findLast(
    ({ from, to }) =>
      from < hunk.first && end <= to && indentOf(lines[from]?.text ?? '').length < least,
  );
  const header = block && lines[block.from];
  if (block === undefined || header === undefined) return undefined;
  const anchor = header.text.trim();
  const isOnce = lines.filter(({ text }) => text.trim().startsWith(anchor)).length === 1;
  return isOnce ? { block, header, anchor } : undefined;
}

/** The file with the block twice, the second one under another name or under the same. */
function withBlockTwice(
  sample: Sample,
  { block, header }: Enclosed,
  { random, name }: { random: Random; name: 'other' | 'same' },
): { readonly lines: FileLine[]; readonly first: number } | undefined {
  const { lines, hunk } = sample;
  const word = /[\p{L}_$][\p{L}\p{N}_$]{3,}(?=\W*$|\s*[(=:])/u.exec(header.text)?.[0];
  if (word === undefined) return undefined;
  const title = name === 'same' ? header.text : header.text.replace(word, `${word}Again`);
  const copy = lines
    .slice(block.from, block.to)
    .with(0, { text: title, ending: header.ending })
    .map(({ text, ending }) => ({ text, ending: ending === '' ? '\n' : ending }));
  const above = random.chance(0.5);
  return {
    lines: lines.toSpliced(above ? block.from : block.to, 0, ...copy),
    first: hunk.first + (above ? copy.length : 0),
  };
}

/** What `@@` lines name, and what they do not tell. */
export const anchorClasses: readonly Disturbance[] = [
  {
    name: 'anchor',
    shapes: ['patch'],
    fit: 'exact',
    make(sample) {
      const found = enclosed(sample);
      return found && landing(sample, { hunk: { anchors: [found.anchor] } });
    },
  },
  {
    // Without what follows the name and its parameters.
    name: 'cutAnchor',
    shapes: ['patch'],
    fit: 'exact',
    make(sample) {
      const found = enclosed(sample);
      const cut = found?.anchor.replace(/\s*[{:(]$|\([^)]*$/, '');
      return found === undefined || cut === undefined || cut === found.anchor || cut.length < 6
        ? undefined
        : landing(sample, { hunk: { anchors: [cut] } });
    },
  },
  {
    // Two functions of one body; `@@` names the one that is meant.
    name: 'duplicateWithAnchor',
    shapes: ['patch'],
    fit: 'several',
    make(sample, random) {
      const found = enclosed(sample);
      const twice = found && withBlockTwice(sample, found, { random, name: 'other' });
      return twice && landing(sample, { ...twice, hunk: { anchors: [found.anchor] } });
    },
  },
  {
    name: 'duplicateUnderOneAnchor',
    shapes: ['patch'],
    fit: 'several',
    make(sample, random) {
      const found = enclosed(sample);
      const twice = found && withBlockTwice(sample, found, { random, name: 'same' });
      return (
        twice &&
        refused(sample.path, twice.lines, { rows: sample.hunk.rows, anchors: [found.anchor] })
      );
    },
  },
  {
    // What was to be removed has changed where `@@` points, and stands as it was in its twin.
    name: 'staleUnderAnchor',
    shapes: ['patch'],
    fit: 'exact',
    make(sample, random) {
      const found = enclosed(sample);
      const twice = found && withBlockTwice(sample, found, { random, name: 'other' });
      if (found === undefined || twice === undefined) return undefined;
      const { rows } = sample.hunk;
      const removed = oldRows(rows).flatMap(({ kind, text }, index) =>
        kind === 'remove' && !isBlank(text) ? [index] : [],
      );
      if (removed.length === 0) return undefined;
      const at = twice.first + random.pick(removed);
      const line = twice.lines[at];
      const text = line && withOtherToken(line.text, sample.lines, random);
      if (line === undefined || text === undefined) return undefined;
      const lines = twice.lines.with(at, { text, ending: line.ending });
      return refused(sample.path, lines, { rows, anchors: [found.anchor] });
    },
  },
];

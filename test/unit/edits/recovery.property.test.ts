import assert from 'node:assert/strict';
import fc from 'fast-check';
import { planRecovery, type JournalledFile, type PlacedText } from '../../../src/edits/recovery.ts';

/** Files by URI. */
type Disk = ReadonlyMap<string, string>;
/** One write, as the adapter does them: none of them is ever half done. */
type Step = (disk: Map<string, string>) => void;

const put =
  ({ uri, text }: PlacedText): Step =>
  disk =>
    disk.set(uri, text);
const remove =
  (uri: string): Step =>
  disk =>
    disk.delete(uri);
const move =
  (from: string, to: string): Step =>
  disk => {
    disk.set(to, disk.get(from) ?? '');
    disk.delete(from);
  };

/** In the order in which a change set lands; text may come before or after its file moves. */
function steps(files: readonly JournalledFile[], textFirst: boolean): Step[] {
  const creations: Step[] = [];
  const moves: Step[] = [];
  const texts: Step[] = [];
  const deletions: Step[] = [];
  for (const { before, after } of files) {
    if (after === undefined) deletions.push(remove(before?.uri ?? ''));
    else if (before === undefined) creations.push(put(after));
    else {
      const at = textFirst ? before.uri : after.uri;
      if (before.uri !== after.uri) moves.push(move(before.uri, after.uri));
      if (before.text !== after.text) texts.push(put({ uri: at, text: after.text }));
    }
  }
  return textFirst
    ? [...texts, ...creations, ...moves, ...deletions]
    : [...creations, ...moves, ...texts, ...deletions];
}

function after(disk: Disk, done: readonly Step[]): Map<string, string> {
  const next = new Map(disk);
  for (const step of done) step(next);
  return next;
}

/** What the adapter makes of a way back: refused unless the file is as expected. */
function backSteps(files: readonly JournalledFile[], disk: Disk): Step[] {
  const plan = planRecovery(files, uri => disk.get(uri));
  if (plan.outcome === 'finished') return [];
  return plan.back.flatMap(({ expected, target }): Step[] => {
    assert.equal(expected && disk.get(expected.uri), expected?.text);
    if (expected === undefined) return target === undefined ? [] : [put(target)];
    if (target === undefined) return [remove(expected.uri)];
    const moved = expected.uri === target.uri ? [] : [move(expected.uri, target.uri)];
    return expected.text === target.text ? moved : [...moved, put(target)];
  });
}

const text = fc.constantFrom('', 'a\n', 'b\n', 'c\r\n');

function fileAt(index: number): fc.Arbitrary<JournalledFile> {
  const from = (value: string): PlacedText => ({ uri: `old:/${index}`, text: value });
  const to = (value: string): PlacedText => ({ uri: `new:/${index}`, text: value });
  return fc.oneof(
    text.map(value => ({ before: undefined, after: to(value) })),
    text.map(value => ({ before: from(value), after: undefined })),
    fc.tuple(text, text).map(([a, b]) => ({ before: from(a), after: to(b) })),
    fc
      .tuple(text, text)
      .filter(([a, b]) => a !== b)
      .map(([a, b]) => ({ before: from(a), after: from(b) })),
  );
}

const changeSet = fc
  .integer({ min: 1, max: 5 })
  .chain(count => fc.tuple(...Array.from({ length: count }, (_, index) => fileAt(index))));

function diskBefore(files: readonly JournalledFile[]): Map<string, string> {
  const there = files.flatMap(({ before }) => (before === undefined ? [] : [before]));
  return new Map([['other:/file', 'mine'], ...there.map(({ uri, text }) => [uri, text] as const)]);
}

describe('recovery of a change set that was broken off', () => {
  it('R25 ends in all as before or all as after, after a kill at every write, and again in recovery', () => {
    fc.assert(
      fc.property(changeSet, fc.boolean(), (files, textFirst) => {
        const first = diskBefore(files);
        const all = steps(files, textFirst);
        const last = after(first, all);
        for (let done = 0; done <= all.length; done += 1) {
          const killed = after(first, all.slice(0, done));
          const back = backSteps(files, killed);
          const expected = done === all.length ? last : first;
          for (let undone = 0; undone <= back.length; undone += 1) {
            // Killed once more, and recovered from the start.
            const again = after(killed, back.slice(0, undone));
            assert.deepEqual(sorted(after(again, backSteps(files, again))), sorted(expected));
          }
        }
      }),
    );
  });

  it('R25 never touches a file that the user went on working on, and names it', () => {
    fc.assert(
      fc.property(changeSet, fc.nat(), fc.nat(), (files, cut, which) => {
        const first = diskBefore(files);
        const all = steps(files, false);
        const killed = after(first, all.slice(0, cut % (all.length + 1)));
        const uris = [...killed.keys()].filter(uri => uri !== 'other:/file');
        const theirs = uris[which % Math.max(1, uris.length)];
        if (theirs === undefined) return;
        killed.set(theirs, 'typed by the user');
        const plan = planRecovery(files, uri => killed.get(uri));
        const index = Number(theirs.slice('old:/'.length));
        assert.deepEqual('left' in plan ? plan.left : plan.outcome, [index]);
        const now = after(killed, backSteps(files, killed));
        assert.equal(now.get(theirs), 'typed by the user');
      }),
    );
  });

  it('R25 leaves a file alone that is in both of its places', () => {
    const file = { before: { uri: 'a', text: '1' }, after: { uri: 'b', text: '1' } };
    assert.deepEqual(
      planRecovery([file], () => '1'),
      { outcome: 'rolledBack', back: [], left: [0] },
    );
  });
});

function sorted(disk: Disk): [string, string][] {
  return [...disk].sort(([a], [b]) => (a < b ? -1 : 1));
}

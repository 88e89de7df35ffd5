import assert from 'node:assert/strict';
import { z } from 'zod';
import { report } from '../../bench/edits/report.ts';
import { describeFailures } from '../../bench/edits/showFailures.ts';
import { gradeAll, type Graded } from '../../bench/edits/tally.ts';
import type { Verdict } from '../../bench/edits/grade.ts';
import { handMade } from './editCorpus.ts';

const count = z.int().nonnegative();
const Figures = z.strictObject({
  n: count,
  exact: count,
  altered: count,
  refused: count,
  wrongPlace: count,
  falselyApplied: count,
  p50ms: z.number(),
  p99ms: z.number(),
  maxms: z.number(),
});
const LastLine = z.strictObject({ all: Figures, classes: z.record(z.string(), Figures) });

function graded(cls: string, verdict: Verdict, expected: string | null, mayRefuse = false): Graded {
  const record = handMade({ cls, expected, ...(mayRefuse ? { mayRefuse } : {}) });
  return { record, verdict, outcome: { got: verdict === 'refused' ? null : 'x', ms: 1 } };
}

describe('the report of a corpus of edits', () => {
  const all = [
    graded('a', 'exact', 'x'),
    graded('a', 'altered', 'x'),
    graded('a', 'refused', 'x'),
    graded('a', 'wrong', 'x'),
    graded('b', 'exact', 'x', true),
    graded('b', 'refused', 'x', true),
    graded('b', 'wrong', 'x', true),
    graded('c', 'refused', null),
    graded('c', 'falselyApplied', null),
  ];
  const last = LastLine.parse(JSON.parse(report(all).split('\n').at(-1) ?? ''));

  it('counts what may not be refused, wrong places everywhere, false ones where none is right', () => {
    const times = { p50ms: 1, p99ms: 1, maxms: 1 };
    const none = { n: 0, exact: 0, altered: 0, refused: 0, wrongPlace: 0, falselyApplied: 0 };
    const counted = { n: 4, exact: 1, altered: 1, refused: 1 };
    assert.deepEqual(last.all, { ...counted, wrongPlace: 2, falselyApplied: 1, ...times });
    assert.deepEqual(last.classes, {
      a: { ...counted, wrongPlace: 1, falselyApplied: 0, ...times },
      b: { ...none, wrongPlace: 1, ...times },
      c: { ...none, falselyApplied: 1, ...times },
    });
  });

  it('has a row for each class and one for all', () => {
    const names = report(all)
      .split('\n')
      .map(line => line.split('  ')[0]);
    for (const name of ['a', 'b', 'c', 'all']) assert.ok(names.includes(name), name);
  });

  it('shows the failures, the harmful ones first, and no refusal that is as right', () => {
    const shown = describeFailures(all, 100).match(/━━ \S+: \w+/g) ?? [];
    assert.deepEqual(
      shown.map(line => line.split(': ')[1]),
      ['wrong', 'wrong', 'falselyApplied', 'altered', 'refused'],
    );
    assert.equal(describeFailures(all, 1).match(/━━/g)?.length, 1);
  });

  it('is made of what the engine does', () => {
    const before = 'one\ntwo\nthree\nfour\nfive\n';
    const records = [
      handMade({ before, expected: before.replace('three', 'THREE') }),
      handMade({ before: 'another\n', expected: null }),
    ];
    assert.deepEqual(
      gradeAll(records).map(({ verdict }) => verdict),
      ['exact', 'refused'],
    );
  });
});

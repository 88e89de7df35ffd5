import assert from 'node:assert/strict';
import fc from 'fast-check';
import { byPlace } from '../../../../src/host/edits/byPlace.ts';
import type { FileRestoration, FileState } from '../../../../src/host/edits/transactions.ts';

const state = (uri: string, text: string): FileState => ({ uri, text, encoding: 'utf8' });
const restoration = (expected?: FileState, target?: FileState): FileRestoration => ({
  display: 'as it was called',
  expected,
  target,
});
const displayOf = (uri: string): string => `the ${uri}`;

describe('restorations by place', () => {
  it('leaves files as they are that stand in no other one’s way', () => {
    const files = [
      restoration(state('a', '1'), state('a', '2')),
      restoration(state('b', '1'), state('c', '2')),
      restoration(undefined, state('d', '1')),
    ];
    assert.equal(byPlace(files, displayOf), files);
  });

  it('sets two that swapped places back where they stand', () => {
    const files = [
      restoration(state('a', 'was b'), state('b', 'was b')),
      restoration(state('b', 'was a'), state('a', 'was a')),
    ];
    assert.deepEqual(byPlace(files, displayOf), [
      { display: 'the a', expected: state('a', 'was b'), target: state('a', 'was a') },
      { display: 'the b', expected: state('b', 'was a'), target: state('b', 'was b') },
    ]);
  });

  it('sets back a file that went where another was deleted, and that other', () => {
    const files = [
      restoration(state('a', 'was b'), state('b', 'was b')),
      restoration(undefined, state('a', 'was a')),
    ];
    assert.deepEqual(byPlace(files, displayOf), [
      { display: 'the a', expected: state('a', 'was b'), target: state('a', 'was a') },
      { display: 'the b', expected: undefined, target: state('b', 'was b') },
    ]);
  });

  it('expects the same, and comes to the same, whatever moves where', () => {
    const places = fc.uniqueArray(fc.constantFrom('a', 'b', 'c', 'd', 'e'));
    fc.assert(
      fc.property(places, places, (from, to) => {
        const files = Array.from({ length: Math.max(from.length, to.length) }, (_none, index) => {
          const [before, after] = [from[index], to[index]];
          return restoration(
            before === undefined ? undefined : state(before, `now ${index}`),
            after === undefined ? undefined : state(after, `then ${index}`),
          );
        });
        const placed = byPlace(files, displayOf);
        for (const side of ['expected', 'target'] as const) {
          const sorted = (all: readonly FileRestoration[]) =>
            all
              .map(each => JSON.stringify(each[side] ?? ''))
              .filter(each => each !== '""')
              .sort();
          assert.deepEqual(sorted(placed), sorted(files));
        }
        for (const one of placed) {
          const other = placed.find(
            each => each !== one && each.expected?.uri === one.target?.uri && one.target,
          );
          assert.equal(other, undefined);
        }
      }),
    );
  });
});

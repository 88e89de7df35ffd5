import assert from 'node:assert/strict';
import { readRef } from '../../../src/host/attachments/chipRef.ts';
import { suggest, type WorkspaceFacts } from '../../../src/host/glance/suggest.ts';

const nothing: WorkspaceFacts = {
  errors: [],
  hasChanges: undefined,
  hasStaged: false,
  openFile: undefined,
  hasFolder: false,
};
const error = (path: string, count: number): WorkspaceFacts['errors'][number] => ({
  path,
  uri: `file:///work/${path}`,
  count,
});
const texts = (facts: Partial<WorkspaceFacts>): string[] =>
  suggest({ ...nothing, ...facts }).map(({ text }) => text);

describe('what a new chat suggests', () => {
  it('has nothing to suggest where nothing is known', () => {
    assert.deepEqual(texts({}), []);
  });

  it('begins with the file that has the most problems, then all of them', () => {
    assert.deepEqual(texts({ errors: [error('b.ts', 1)] }), ['Fix the problem in b.ts.']);
    assert.deepEqual(
      texts({
        errors: [error('b.ts', 1), error('src/a.ts', 3)],
      }),
      ['Fix the 3 problems in src/a.ts.', 'Fix all 4 problems in 2 files.'],
    );
  });

  it('names the changes and the open file, and never more than five', () => {
    const all = texts({
      errors: [error('b.ts', 2)],
      hasChanges: true,
      hasStaged: true,
      openFile: 'src/a.ts',
      hasFolder: true,
    });
    assert.deepEqual(all, [
      'Fix the 2 problems in b.ts.',
      'Review my uncommitted changes.',
      'Write a commit message for what is staged.',
      'Explain src/a.ts.',
      'Write tests for src/a.ts and run them.',
    ]);
  });

  it('brings along what it speaks of: the problems, the diff, and nothing else', () => {
    const errors = [error('b.ts', 2), error('c.ts', 1)];
    const refs = suggest({
      ...nothing,
      errors,
      hasChanges: true,
      hasStaged: true,
      openFile: 'b.ts',
    });
    assert.deepEqual(
      refs.map(({ ref }) => (ref === undefined ? undefined : readRef(ref))),
      [
        { kind: 'problems', uri: 'file:///work/b.ts' },
        { kind: 'problems' },
        { kind: 'diff' },
        { kind: 'diff' },
        undefined,
      ],
    );
  });

  it('suggests no review where nothing is changed', () => {
    assert.ok(!texts({ hasChanges: false, hasFolder: true }).some(text => /Review/.test(text)));
  });
});

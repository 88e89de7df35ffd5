import assert from 'node:assert/strict';
import { suggest, type WorkspaceFacts } from '../../../src/host/glance/suggest.ts';

const nothing: WorkspaceFacts = {
  errors: [],
  hasChanges: undefined,
  hasStaged: false,
  openFile: undefined,
  hasFolder: false,
};
const texts = (facts: Partial<WorkspaceFacts>): string[] =>
  suggest({ ...nothing, ...facts }).map(({ text }) => text);

describe('what a new chat suggests', () => {
  it('has nothing to suggest where nothing is known', () => {
    assert.deepEqual(texts({}), []);
  });

  it('begins with the file that has the most problems, then all of them', () => {
    assert.deepEqual(texts({ errors: [{ path: 'b.ts', count: 1 }] }), ['Fix the problem in b.ts.']);
    assert.deepEqual(
      texts({
        errors: [
          { path: 'b.ts', count: 1 },
          { path: 'src/a.ts', count: 3 },
        ],
      }),
      ['Fix the 3 problems in src/a.ts.', 'Fix all 4 problems in 2 files.'],
    );
  });

  it('names the changes and the open file, and never more than five', () => {
    const all = texts({
      errors: [{ path: 'b.ts', count: 2 }],
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

  it('suggests no review where nothing is changed', () => {
    assert.ok(!texts({ hasChanges: false, hasFolder: true }).some(text => /Review/.test(text)));
  });
});

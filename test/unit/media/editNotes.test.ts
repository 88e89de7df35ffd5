import assert from 'node:assert/strict';
import { editNotes } from '../../../media/editNotes.ts';
import { editProposal, toolItem } from '../../panel/sampleChats.ts';

const output = [
  'Applied.',
  '- src/cart.ts: 2 lines added, 1 removed; saved',
  'src/cart.ts: found although the white space at the end of line 12 differs',
  'other.ts: not of this call',
].join('\n');

describe('what a card says of an edit', () => {
  const edit = toolItem({ id: 'c', name: 'apply_patch', proposal: editProposal, output });

  it('R15: is what was tolerated to find its place', () => {
    assert.deepEqual(editNotes(edit), [
      'src/cart.ts: found although the white space at the end of line 12 differs',
    ]);
  });

  it('is nothing before it is done, and nothing of other tools', () => {
    assert.deepEqual(editNotes({ ...edit, state: 'running' }), []);
    assert.deepEqual(editNotes(toolItem({ id: 'r', output })), []);
  });

  it('is cut where there is much; the output has it all', () => {
    const many = 'src/cart.ts: again\n'.repeat(50);
    assert.equal(editNotes({ ...edit, output: many }).length, 5);
  });
});

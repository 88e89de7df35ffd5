import assert from 'node:assert/strict';
import { agentText } from '../../../../src/edits/review/agentEdit.ts';
import { undoAllHunks } from '../../../../src/edits/review/decide.ts';
import {
  currentOf,
  hunksOf,
  track,
  type TrackedText,
} from '../../../../src/edits/review/trackedText.ts';
import { userEdit, userRevert } from '../../../../src/edits/review/userEdit.ts';

const BASE = '1\n2\n3\n4\n5\n';
/** One hunk: lines TWO and two in place of 2. */
const EDITED = '1\nTWO\ntwo\n3\n4\n5\n';

/** The state after a person replaced a passage that occurs once. */
function typed(
  from: string,
  to: string,
  { base = BASE, edited = EDITED, edit = userEdit } = {},
): TrackedText {
  const start = edited.indexOf(from);
  assert.ok(start >= 0);
  const state = agentText(track(base), edited, 'chat');
  return edit(state, [{ start, end: start + from.length, text: to }]);
}

const undone = (state: TrackedText): string => currentOf(undoAllHunks(state));

describe('what a person types in a text under review', () => {
  it('stays when hunks are undone, if it is outside of them', () => {
    assert.equal(undone(typed('4\n', 'FOUR\nmore\n')), '1\n2\n3\nFOUR\nmore\n5\n');
    assert.equal(undone(typed('1\n', '1 and\n')), '1 and\n2\n3\n4\n5\n');
  });

  it('goes with the hunk if it is within its lines', () => {
    assert.equal(undone(typed('two', 'two, typed')), BASE);
    assert.equal(undone(typed('WO\nt', 'WO\nbetween\nt')), BASE);
  });

  it('is outside if it is whole lines at the border, Enter at the end of the last line too', () => {
    assert.equal(undone(typed('1\n', '1\nbefore\n')), '1\nbefore\n2\n3\n4\n5\n');
    const behind = typed('two', 'two\n  ');
    assert.equal(currentOf(behind), '1\nTWO\ntwo\n  \n3\n4\n5\n');
    assert.equal(undone(behind), '1\n2\n  \n3\n4\n5\n');
    assert.equal(hunksOf(behind)[0]?.now.text, 'TWO\ntwo\n');
  });

  it('is the hunk’s if it joins its first line, and the next line’s if it stands behind it', () => {
    const state = agentText(track(BASE), EDITED, 'chat');
    const at = EDITED.indexOf('TWO');
    assert.equal(undone(userEdit(state, [{ start: at, end: at, text: '\t' }])), BASE);
    const behind = EDITED.indexOf('3');
    const after = userEdit(state, [{ start: behind, end: behind, text: '\t' }]);
    assert.equal(undone(after), '1\n2\n\t3\n4\n5\n');
  });

  it('is not lost where it was typed across a border, and no two lines are run together', () => {
    assert.equal(undone(typed('\nTWO\nt', ' typed t')), '1 typed t\n2\n3\n4\n5\n');
    assert.equal(undone(typed('wo\n3', 'wo and 3')), '1\n2\nwo and 3\n4\n5\n');
    assert.equal(undone(typed('\nTWO', 'TWO')), '1TWO\n2\n3\n4\n5\n');
  });

  it('takes a hunk back by bringing its lines back, and part of one by part of them', () => {
    const removal = { base: BASE, edited: '1\n4\n5\n' };
    assert.deepEqual(hunksOf(typed('1\n', '1\n2\n3\n', removal)), []);
    const again = typed('4\n', '4\ntyped\n', { ...removal, edit: userRevert });
    assert.equal(undone(again), '1\n2\n3\n4\ntyped\n5\n');
  });

  it('takes back and brings back lines at a hunk’s border as the hunk’s', () => {
    const shorter = typed('two\n', '');
    const at = currentOf(shorter).indexOf('3');
    const again = userRevert(shorter, [{ start: at, end: at, text: 'two\n' }]);
    assert.equal(currentOf(again), EDITED);
    assert.equal(undone(again), BASE);
  });

  it('is compared line by line where a formatter replaces everything', () => {
    const state = typed(EDITED, '1\nTWO;\ntwo;\n3\n4\nfive\n');
    assert.equal(undone(state), '1\n2\n3\n4\nfive\n');
  });

  it('borrows a line ending for a baseline that has none, and gives it back', () => {
    const state = agentText(track('1\nlast'), '1\nLAST', 'chat');
    const at = currentOf(state).length;
    const more = userEdit(state, [{ start: at, end: at, text: '\ntyped' }]);
    assert.equal(undone(more), '1\nlast\ntyped');
    const less = userEdit(more, [{ start: at + 1, end: at + 6, text: '' }]);
    assert.equal(undone(less), '1\nlast');
  });

  it('costs the stretch that it is in, in a text of 100,000 lines with 1,000 hunks', () => {
    const lines = Array.from({ length: 100_000 }, (_, at) => `line ${at}\n`);
    const changed = lines.map((line, at) => (at % 100 === 50 ? `changed ${line}` : line));
    let state = agentText(track(lines.join('')), changed.join(''), 'chat');
    assert.equal(hunksOf(state).length, 1_000);
    const before = new Set(state.parts);
    const start = currentOf(state).indexOf('line 70001\n');
    state = userEdit(state, [{ start, end: start, text: 'x' }]);
    assert.equal(state.parts.filter(part => !before.has(part)).length, 1);
  });
});

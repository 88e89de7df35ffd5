import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  keepAllHunks,
  keepHunk,
  undoAllHunks,
  undoHunk,
  undoReplacement,
} from '../../../../src/edits/review/decide.ts';
import {
  baselineOf,
  currentOf,
  hunksOf,
  track,
  type TrackedText,
} from '../../../../src/edits/review/trackedText.ts';
import { agentText } from '../../../../src/edits/review/agentEdit.ts';
import { userEdit } from '../../../../src/edits/review/userEdit.ts';
import { applyReplacements } from '../../../../src/edits/textReplacement.ts';
import { agentStep, replay, step, text } from './histories.ts';

const history = fc.array(step, { maxLength: 14 });

describe('a text under review, whatever happens to it', () => {
  it('keeps the law: each hunk put back in the text gives the baseline', () => {
    fc.assert(
      fc.property(text, history, (start, steps) => {
        replay(start, steps);
      }),
      { numRuns: 1_000 },
    );
  });

  it('is as it was once all that the agent did is undone', () => {
    fc.assert(
      fc.property(text, fc.array(agentStep, { maxLength: 8 }), (start, steps) => {
        const state = replay(start, steps);
        assert.equal(baselineOf(state), start);
        assert.equal(currentOf(undoAllHunks(state)), start);
      }),
      { numRuns: 500 },
    );
  });

  it('is the same in the end, in whatever order hunks are kept and undone', () => {
    fc.assert(
      fc.property(
        text,
        history,
        fc.array(fc.boolean(), { minLength: 30, maxLength: 30 }),
        fc.array(fc.nat(1_000), { minLength: 30, maxLength: 30 }),
        (start, steps, keeps, order) => {
          const state = replay(start, steps);
          const ids = hunksOf(state).map(({ id }, at) => ({ id, keep: keeps[at] === true, at }));
          const decideAll = (sorted: typeof ids): TrackedText =>
            sorted.reduce((now, { id, keep }) => (keep ? keepHunk : undoHunk)(now, id), state);
          const one = decideAll(ids);
          const other = decideAll(ids.toSorted((a, b) => (order[a.at] ?? 0) - (order[b.at] ?? 0)));
          assert.equal(currentOf(one), currentOf(other));
          assert.equal(baselineOf(one), currentOf(one));
          assert.deepEqual(hunksOf(one), []);
        },
      ),
      { numRuns: 500 },
    );
  });

  it('changes only the hunk that is undone, and nothing where one is kept', () => {
    fc.assert(
      fc.property(text, history, fc.nat(9), (start, steps, which) => {
        const state = replay(start, steps);
        const hunk = hunksOf(state).at(which);
        if (hunk === undefined) return;
        const replacement = undoReplacement(state, hunk.id);
        assert.ok(replacement);
        const undone = undoHunk(state, hunk.id);
        assert.equal(currentOf(undone), applyReplacements(currentOf(state), [replacement]));
        const others = hunksOf(state).filter(({ id }) => id !== hunk.id);
        assert.deepEqual(hunksOf(undone), others);
        assert.deepEqual(hunksOf(keepHunk(state, hunk.id)), others);
      }),
      { numRuns: 500 },
    );
  });

  it('has nothing left to decide once all is kept', () => {
    fc.assert(
      fc.property(text, history, (start, steps) => {
        const state = replay(start, steps);
        const kept = keepAllHunks(state);
        assert.equal(currentOf(kept), currentOf(state));
        assert.equal(baselineOf(kept), currentOf(state));
      }),
    );
  });

  it('never loses a line that was typed outside of the hunks, nor makes a hunk of it', () => {
    const typed = 'typed by hand\n';
    fc.assert(
      fc.property(text, text, fc.array(fc.nat(1_000), { maxLength: 5 }), (before, after, at) => {
        let state = agentText(track(before), after, 'chat');
        let lines = 0;
        for (const place of at) {
          const outside = outsideLines(state);
          const start = outside[place % Math.max(outside.length, 1)];
          if (start === undefined) continue;
          const ids = hunksOf(state).map(({ id }) => id);
          state = userEdit(state, [{ start, end: start, text: typed }]);
          assert.deepEqual(
            hunksOf(state).map(({ id }) => id),
            ids,
          );
          lines += 1;
        }
        const undone = currentOf(undoAllHunks(state));
        assert.equal(undone.split(typed).length - 1, lines);
        assert.equal(
          undone.replaceAll(typed, ''),
          before +
            (undone.endsWith(`\n${typed}`) && !before.endsWith('\n') && before !== '' ? '\n' : ''),
        );
      }),
      { numRuns: 1_000 },
    );
  });
});

/** Offsets of line starts that no hunk's lines come before and after. */
function outsideLines(state: TrackedText): number[] {
  const starts: number[] = [];
  let at = 0;
  for (const part of state.parts) {
    const { text: shown } = part.kind === 'same' ? part.text : part.now;
    if (part.kind === 'same') {
      for (let feed = shown.indexOf('\n'); feed >= 0; feed = shown.indexOf('\n', feed + 1)) {
        starts.push(at + feed + 1);
      }
    } else if (shown !== '') starts.push(at);
    if (part.kind === 'hunk' && shown.endsWith('\n')) starts.push(at + shown.length);
    at += shown.length;
  }
  return starts;
}

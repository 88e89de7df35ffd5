import assert from 'node:assert/strict';
import fc from 'fast-check';
import { parseConflicts, withResolutions } from '../../../../src/edits/conflictMarkers.ts';
import { agentText } from '../../../../src/edits/review/agentEdit.ts';
import { keepHunk, undoHunk } from '../../../../src/edits/review/decide.ts';
import { baselineOf, currentOf, hunksOf, track } from '../../../../src/edits/review/trackedText.ts';

const block = (ours: string, theirs: string): string =>
  `<<<<<<< HEAD\n${ours}=======\n${theirs}>>>>>>> topic\n`;

describe('a resolved conflict under review', () => {
  it('is one change, whichever lines of the sides it keeps', () => {
    const conflict = block('a\nb\nc\n', 'a\nB\nc\n');
    const before = `top\n${conflict}bottom\n`;
    const after = 'top\na\nb\nB\nc\nbottom\n';
    const hunks = hunksOf(agentText(track(before), after, 'chat'));
    assert.deepEqual(
      hunks.map(({ base, now }) => [base.text, now.text]),
      [[conflict, 'a\nb\nB\nc\n']],
    );
  });

  it('stays one when the agent changes the resolution', () => {
    const conflict = block('a\nb\nc\n', 'x\nb\ny\n');
    const resolved = agentText(track(`${conflict}end\n`), 'a\nb\nc\nend\n', 'chat');
    const again = agentText(resolved, 'a\nb\ny\nend\n', 'chat');
    assert.deepEqual(
      hunksOf(again).map(({ id, base, now }) => [id, base.text, now.text]),
      [['h1', conflict, 'a\nb\ny\n']],
    );
  });

  it('leaves other changes apart, and changes within a conflict that stays', () => {
    const before = `one\ntwo\n${block('a\n', 'b\n')}three\nfour\n`;
    const after = 'ONE\ntwo\na\nb\nthree\nFOUR\n';
    assert.equal(hunksOf(agentText(track(before), after, 'chat')).length, 3);
    const within = before.replace('a\n', 'A\n').replace('b\n', 'B\n');
    assert.equal(hunksOf(agentText(track(before), within, 'chat')).length, 2);
  });

  it('is kept and undone to the byte, each conflict by itself', () => {
    const lines = fc
      .array(fc.constantFrom('a', 'b', 'c', '}'), { maxLength: 4 })
      .map(some => some.map(line => `${line}\n`).join(''));
    const part = fc.record({ ours: lines, theirs: lines, resolution: lines });
    const eol = fc.constantFrom('\n', '\r\n');
    fc.assert(
      fc.property(
        fc.array(part, { minLength: 1, maxLength: 4 }),
        fc.array(fc.boolean(), { minLength: 4, maxLength: 4 }),
        eol,
        (parts, keeps, ending) => {
          const withEnding = (text: string): string => text.replaceAll('\n', ending);
          // Its last line is one that a resolution may have, too.
          const between = (index: number): string => `between ${index}\n}\n`;
          const conflicts = parts.map(({ ours, theirs }) => block(ours, theirs));
          const before = withEnding(conflicts.map((one, at) => one + between(at)).join(''));
          const after = withEnding(
            withResolutions(
              before,
              parseConflicts(before).conflicts.map((conflict, at) => {
                const resolution = parts[at]?.resolution ?? '';
                return { conflict, lines: resolution.split('\n').slice(0, -1) };
              }),
            ),
          );
          const state = agentText(track(before), after, 'chat');
          assert.equal(currentOf(state), after);
          assert.equal(baselineOf(state), before);
          const hunks = hunksOf(state);
          assert.deepEqual(
            hunks.map(({ base, now }) => [base.text, now.text]),
            parts.map(({ resolution }, at) => [
              withEnding(conflicts[at] ?? ''),
              withEnding(resolution),
            ]),
          );
          const decided = hunks.reduce(
            (now, { id }, at) => (keeps[at] === true ? keepHunk : undoHunk)(now, id),
            state,
          );
          const expected = parts
            .map(({ resolution }, at) => {
              const chosen = keeps[at] === true ? resolution : (conflicts[at] ?? '');
              return chosen + between(at);
            })
            .join('');
          assert.equal(currentOf(decided), withEnding(expected));
        },
      ),
      { numRuns: 500 },
    );
  });
});

import assert from 'node:assert/strict';
import fc from 'fast-check';
import { planHunks } from '../../../src/edits/apply.ts';
import { splitLines, withLineFeeds } from '../../../src/edits/lines.ts';
import { keepUnchanged, newLines, oldLines, type HunkLine } from '../../../src/edits/operations.ts';
import { EditRefusal } from '../../../src/edits/refusal.ts';
import { applyReplacements } from '../../../src/edits/textReplacement.ts';

const word = fc.constantFrom('a', 'b', '  a', 'a  ', '\tb', '', '$&', '}', 'é', '\0', '🙂');
const ending = fc.constantFrom('\n', '\r\n', '\r');

/** Lines with endings of any kind, the last perhaps without. */
const text = fc
  .tuple(fc.array(fc.tuple(word, ending), { maxLength: 12 }), fc.constantFrom('', 'end'))
  .map(([lines, last]) => lines.flat().join('') + last);

const hunkLines = fc.array(
  fc.record({ kind: fc.constantFrom('keep', 'remove', 'add'), text: word }),
  { minLength: 1, maxLength: 5 },
);

/** What comes of it; undefined if it is refused. */
function unlessRefused<T>(plan: () => T): T | undefined {
  try {
    return plan();
  } catch (error) {
    if (error instanceof EditRefusal) return undefined;
    throw error;
  }
}

function replacementsOrRefusal(
  before: string,
  lines: readonly HunkLine[],
): ReturnType<typeof planHunks>['replacements'] | undefined {
  const hunk = {
    kind: 'lines',
    anchors: [],
    lines: keepUnchanged(lines),
    endOfFile: false,
  } as const;
  return unlessRefused(() => planHunks(before, [hunk]))?.replacements;
}

describe('any hunk on any text', () => {
  it('touches only whole lines that it removes, and leaves every other byte', () => {
    let applied = 0;
    fc.assert(
      fc.property(text, hunkLines, (before, lines) => {
        const replacements = replacementsOrRefusal(before, lines);
        if (replacements === undefined) return;
        applied += 1;
        const removed = new Set(
          lines.flatMap(line => (line.kind === 'remove' ? [line.text.trim()] : [])),
        );
        for (const { start, end } of replacements) {
          for (const line of splitLines(before)) {
            if (line.end <= start || line.start >= end) continue;
            assert(line.start >= start && line.end <= end, 'a line was cut');
            assert(removed.has(line.text.trim()), 'a line was replaced that is not removed');
          }
        }
      }),
      { numRuns: 3_000 },
    );
    assert(applied > 100, `only ${applied} hunks were applied`);
  });

  it('leaves whether the text ends with a line ending as it is', () => {
    fc.assert(
      fc.property(text, hunkLines, (before, lines) => {
        const replacements = replacementsOrRefusal(before, lines);
        if (replacements === undefined || before === '') return;
        const after = applyReplacements(before, replacements);
        if (after === '') return;
        const last = newLines(lines).at(-1);
        // An empty last line without an ending reads as the ending of the line before it.
        if (last === '') return;
        assert.equal(/[\r\n]$/.test(after), /[\r\n]$/.test(before));
      }),
      { numRuns: 3_000 },
    );
  });

  it('lands on the lines that it was cut out of, wherever they are unique', () => {
    const distinct = fc.uniqueArray(fc.string({ unit: 'grapheme-ascii', minLength: 1 }), {
      minLength: 3,
      maxLength: 20,
      selector: line => line.trimEnd(),
    });
    fc.assert(
      fc.property(distinct, fc.nat(), fc.nat(), hunkLines, (lines, at, count, added) => {
        const from = at % lines.length;
        const to = Math.min(lines.length, from + 1 + (count % 3));
        const replaced = added.map(({ text: line }) => `+${line}`);
        const hunk: HunkLine[] = [
          ...lines.slice(from, to).map(line => ({ kind: 'remove', text: line }) as const),
          ...replaced.map(line => ({ kind: 'add', text: line }) as const),
        ];
        const before = `${lines.join('\n')}\n`;
        const plan = replacementsOrRefusal(before, hunk);
        assert(plan !== undefined);
        assert.equal(
          applyReplacements(before, plan),
          `${[...lines.slice(0, from), ...newLines(hunk), ...lines.slice(to)].join('\n')}\n`,
        );
        assert.equal(oldLines(hunk).length, to - from);
      }),
    );
  });

  it('replaces a passage as its characters say, but for the ending of the text', () => {
    const feed = fc.constantFrom('a', 'b', '\n', ' ', '$');
    const some = (min: number): fc.Arbitrary<string> =>
      fc.array(feed, { minLength: min, maxLength: 8 }).map(chars => chars.join(''));
    let applied = 0;
    fc.assert(
      fc.property(some(1), some(1), some(0), some(0), (head, oldText, newText, tail) => {
        const before = `${head}${oldText}${tail}x\n`;
        if (before.indexOf(oldText) !== before.lastIndexOf(oldText)) return;
        // What takes the place of an indented line may be given without that indentation.
        if (/(^|\n) +$/.test(head) && newText.includes('\n')) return;
        const replacements = unlessRefused(() =>
          planHunks(before, [{ kind: 'passage', oldText, newText }]),
        )?.replacements;
        if (replacements === undefined) return;
        applied += 1;
        assert.equal(applyReplacements(before, replacements), `${head}${newText}${tail}x\n`);
        const crlf = before.replaceAll('\n', '\r\n');
        const plan = planHunks(crlf, [{ kind: 'passage', oldText, newText }]);
        const after = applyReplacements(crlf, plan.replacements);
        assert.equal(withLineFeeds(after), `${head}${newText}${tail}x\n`);
        assert.doesNotMatch(after, /(^|[^\r])\n|\r(?!\n)/);
      }),
      { numRuns: 2_000 },
    );
    assert(applied > 200, `only ${applied} passages were unique`);
  });
});

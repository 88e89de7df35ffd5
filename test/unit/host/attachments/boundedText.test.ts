import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { fittingText } from '../../../../src/host/attachments/boundedText.ts';

describe('the text of a chip', () => {
  it('is all of it where it fits', () => {
    assert.equal(fittingText('a\nb\n', 10), 'a\nb\n');
  });

  it('R21 is its beginning and its end where it does not, and says what is left out', () => {
    const text = Array.from({ length: 1_000 }, (_, index) => `line ${index + 1}`).join('\n');
    const fitting = fittingText(text, 300, { firstLine: 11, advice: 'Read them.' });
    const [, first = '', last = ''] =
      /\[Lines (\d+) to (\d+) are left out here. Read them.\]/.exec(fitting) ?? [];
    assert.match(fitting, /^line 1\n/);
    assert.match(fitting, /\nline 1000$/);
    // The number of a line in its file is 10 more than in the text.
    assert.ok(fitting.includes(`line ${Number(first) - 11}\n[Lines`));
    assert.ok(fitting.includes(`]\nline ${Number(last) - 9}\n`));
  });

  it('is never much longer than its bound', () => {
    fc.assert(
      fc.property(
        fc.string({ maxLength: 400 }),
        fc.integer({ min: 20, max: 200 }),
        (text, limit) => {
          assert.ok(fittingText(text, limit).length <= limit + 80);
        },
      ),
    );
  });
});

import assert from 'node:assert/strict';
import fc from 'fast-check';
import { applyReplacements } from '../../../../src/edits/textReplacement.ts';
import { inRawText } from '../../../../src/host/edits/inRawText.ts';

describe('places in the text of a file with several line endings', () => {
  it('R06 are those of the same lines as an editor shows them', () => {
    const raw = 'one\r\ntwo\rthree\nfour\r\n';
    const shown = raw.replace(/\r\n|\r|\n/g, '\n');
    const start = shown.indexOf('three');
    const edits = [{ start, end: start + 5, text: '3' }];
    assert.equal(applyReplacements(raw, inRawText(edits, shown, raw)), 'one\r\ntwo\r3\nfour\r\n');
  });

  it('R06 come to the same text, but for its line endings, and keep those outside of the edit', () => {
    const lines = fc.array(
      fc.tuple(fc.constantFrom('', 'a', 'bc'), fc.constantFrom('\r\n', '\n', '\r')),
      {
        minLength: 1,
      },
    );
    const eols = fc.constantFrom('\n', '\r\n');
    fc.assert(
      fc.property(lines, eols, fc.nat(), fc.nat(), (all, eol, one, other) => {
        // A lone return before a line feed would be one ending, not two.
        const raw = all.map(([text, end]) => `${text}x${end}`).join('');
        const shown = raw.replace(/\r\n|\r|\n/g, eol);
        const starts = all.map((_line, index) =>
          all.slice(0, index).reduce((sum, [text]) => sum + text.length + 1 + eol.length, 0),
        );
        const [from = 0, to = 0] = [one % starts.length, other % starts.length].sort(
          (a, b) => a - b,
        );
        const edit = { start: starts[from] ?? 0, end: starts[to] ?? 0, text: 'new' };
        const after = applyReplacements(raw, inRawText([edit], shown, raw));
        assert.equal(
          after,
          [...all.slice(0, from), ['new', undefined] as const, ...all.slice(to)]
            .map(([text, end]) => (end === undefined ? text : `${text}x${end}`))
            .join(''),
        );
      }),
    );
  });
});

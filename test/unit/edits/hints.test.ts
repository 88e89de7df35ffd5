import assert from 'node:assert/strict';
import { NOTHING_KNOWN, type HunkKnowledge } from '../../../src/edits/knowledge.ts';
import { applied, hunkAt, hunks, passage, refuses } from '../../support/planning.ts';

const AS_SHOWN: HunkKnowledge = { isAsShown: true, older: [] };

const FILLER = Array.from({ length: 50 }, (_, index) => `line ${index}`).join('\n');

/** `x` in lines 1 and 52. */
const TWICE = `x\n${FILLER}\nx\n`;

describe('a line number', () => {
  it('decides between equal places if the file is what the model was shown', () => {
    assert.equal(applied(TWICE, hunkAt(52, '-x', '+y'), AS_SHOWN), `x\n${FILLER}\ny\n`);
    assert.equal(applied(TWICE, passage('x', 'y', 1), AS_SHOWN), `y\n${FILLER}\nx\n`);
  });

  it('decides nothing otherwise: it may be that of the wrong copy', () => {
    refuses(TWICE, hunkAt(52, '-x', '+y'), /fits 2 places: lines 1, 52/, NOTHING_KNOWN);
    refuses(TWICE, passage('x', 'y', 1), /fits 2 places: lines 1, 52/);
  });

  it('may be off by a few lines if the other place is far away', () => {
    assert.equal(applied(TWICE, hunkAt(50, '-x', '+y'), AS_SHOWN), `x\n${FILLER}\ny\n`);
    refuses(TWICE, hunkAt(48, '-x', '+y'), /fits 2 places/, AS_SHOWN);
    refuses('x\n1\n2\n3\n4\n5\nx\n', hunkAt(2, '-x', '+y'), /fits 2 places: lines 1, 7/, AS_SHOWN);
  });

  it('does not matter where there is one place', () => {
    assert.equal(applied('a\nb\n', hunkAt(99, '-b', '+c')), 'a\nc\n');
    assert.equal(applied('a\nb\n', hunkAt(1, '-b', '+c'), AS_SHOWN), 'a\nc\n');
  });

  it('does not bring an edit to lines that it does not have', () => {
    refuses('a\nb\n', hunkAt(2, '-c', '+d'), /fits nowhere/, AS_SHOWN);
  });
});

describe('an @@ line in a file that the model may not have seen so', () => {
  const text = 'def a():\n    go()\n\ndef b():\n    go()\n';
  const anchored = (anchor: string, ...rows: string[]): ReturnType<typeof hunks> =>
    hunks(`@@ ${anchor}`, ...rows);

  it('decides between equal places if it stands once and the lines once below it', () => {
    assert.equal(
      applied(text, anchored('def b():', '-    go()', '+    stop()')),
      text.replace(/go\(\)\n$/, 'stop()\n'),
    );
  });

  it('decides nothing if it stands twice', () => {
    const twice = `class A:\n    def a():\n        go()\nclass B:\n    def a():\n        stop()\n${text}`;
    refuses(twice, anchored('def a():', '-    go()', '+    stop()'), /fits 2 places/);
  });

  it('decides nothing if the lines fit only with tolerance', () => {
    refuses(text, anchored('def b():', '-go()', '+stop()'), /fits 2 places: lines 2, 5/);
    assert.equal(
      applied(text, anchored('def b():', '-go()', '+stop()'), AS_SHOWN),
      text.replace(/go\(\)\n$/, 'stop()\n'),
    );
  });
});

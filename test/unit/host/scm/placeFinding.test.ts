import assert from 'node:assert/strict';
import { movedLine, placeFinding, withFix } from '../../../../src/host/scm/placeFinding.ts';

const text = 'function f() {\n  return a;\n}\nfunction g() {\n  return a;\n}\n';
const at = (original: string, startLine = 99) => placeFinding(text, { original, startLine });

describe('the place of a finding', () => {
  it('is where the quoted lines stand, whatever number it has', () => {
    assert.deepEqual(at('function g() {\n  return a;\n'), { from: 3, to: 5, isLoose: false });
    assert.deepEqual(
      placeFinding(text.replaceAll('\n', '\r\n'), {
        original: 'function g() {\n  return a;',
        startLine: 1,
      }),
      { from: 3, to: 5, isLoose: false },
    );
  });

  it('of lines that stand there twice is told by the number alone, and only by the exact one', () => {
    assert.deepEqual(at('  return a;', 5), { from: 4, to: 5, isLoose: false });
    assert.equal(at('  return a;', 4), undefined);
    assert.equal(at('  return a;', 1), undefined);
  });

  it('is none where the lines are not, or say nothing', () => {
    assert.equal(at('  return b;', 2), undefined);
    assert.equal(at('', 2), undefined);
    assert.equal(at('\n\n', 2), undefined);
  });

  it('bears with white space, and says where that leaves no ground for a fix', () => {
    assert.deepEqual(at('function g() {  '), { from: 3, to: 4, isLoose: false });
    assert.deepEqual(at('    function g() {'), { from: 3, to: 4, isLoose: true });
  });
});

describe('a fix', () => {
  it('takes the place of exactly the lines', () => {
    const place = { from: 1, to: 2, isLoose: false };
    assert.equal(withFix('a\r\nb\r\nc', place, 'x\r\ny\r\n'), 'a\nx\ny\nc');
    assert.equal(withFix('a\nb\nc\n', place, ''), 'a\nc\n');
    assert.equal(withFix('a\nb\nc\n', place, '\n'), 'a\n\nc\n');
    assert.equal(withFix('b\n', { ...place, from: 0, to: 1 }, ''), '');
  });

  it('moves the lines below it, and none above', () => {
    const change = { from: 3, to: 5, added: 4 };
    assert.deepEqual(
      [2, 4, 5, 9].map(line => movedLine(line, change)),
      [2, 4, 7, 11],
    );
  });
});

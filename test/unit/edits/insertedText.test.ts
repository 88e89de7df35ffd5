import assert from 'node:assert/strict';
import { insertedText } from '../../../src/edits/insertedText.ts';

const spaces = { before: '', insertSpaces: true, tabSize: 2 };

describe('code at the cursor', () => {
  it('is as deep as the line that it stands in', () => {
    assert.equal(
      insertedText('if (a) {\n  b();\n}', { ...spaces, before: '    ' }),
      'if (a) {\n      b();\n    }',
    );
    assert.equal(insertedText('    a\n      b', { ...spaces, before: 'x ' }), 'a\n  b');
  });

  it('is indented as the file is', () => {
    const tabs = { before: '\t', insertSpaces: false, tabSize: 8 };
    assert.equal(insertedText('a\n  b\n    c', tabs), 'a\n\t\tb\n\t\t\tc');
    assert.equal(insertedText('a\n\tb', spaces), 'a\n  b');
  });

  it('keeps empty lines empty', () => {
    assert.equal(insertedText('a\r\n\r\nb', { ...spaces, before: '  ' }), 'a\n\n  b');
  });
});

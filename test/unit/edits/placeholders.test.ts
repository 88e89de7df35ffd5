import assert from 'node:assert/strict';
import { applied, hunks, passage, refuses } from '../../support/planning.ts';

const TEXT = `function sum(values) {
  let total = 0;
  for (const value of values) total += value;
  check(total);
  return total;
}
`;

describe('a line that stands for code which would be lost', () => {
  const edit = (line: string): ReturnType<typeof passage> =>
    passage(TEXT, `function sum(values) {\n  let total = 1;\n  ${line}\n  return total;\n}\n`);

  it('is refused, with what to do instead', () => {
    for (const line of [
      '// ... existing code ...',
      '# ... rest of the code unchanged ...',
      '/* … (unchanged) … */',
      '// rest unchanged',
      '// The rest of the function remains the same',
      '// existing code here',
      '// ...',
      '...',
      '…',
    ]) {
      refuses(TEXT, edit(line), /code would be lost\. Write the lines out/);
    }
  });

  it('is refused in a patch as well', () => {
    const rows = ['-  let total = 0;', '-  for (const value of values) total += value;'];
    refuses(TEXT, hunks('@@', ...rows, '+  // ... existing code ...', '   check(total);'), /lost/);
  });

  it('is none where it says something of its own, or is code', () => {
    for (const line of [
      '// Adds the rest of the values to those that are there',
      '// Loading the remaining pages...',
      'check(...values);',
      '// Unchanged values are left out',
    ]) {
      assert.match(applied(TEXT, edit(line)), /total = 1/, line);
    }
    const wrapped = '// This is how we leave\n  // the rest of the code\n  // as it is.';
    assert.match(applied(TEXT, edit(wrapped)), /the rest of the code/);
  });

  it('is none where the file or the old text has it', () => {
    const line = '// ... existing code ...';
    const text = `${TEXT}${line}\n`;
    assert.match(applied(text, edit(line)), /= 1;\n  \/\/ \.\.\. existing code/);
    const file = TEXT.replace('check(total);', line);
    const moved = hunks('@@', '-  let total = 0;', `+  ${line}`, '+  let total = 1;');
    assert.match(applied(file, moved), /= 1/);
    const elided = passage(
      '  let total = 0;\n  ...\n  return total;',
      '  let total = 1;\n  ...\n  return total;',
    );
    assert.equal(applied(TEXT, elided), TEXT.replace('= 0', '= 1'));
  });

  it('is none as the body of a block in Python, and where nothing is removed', () => {
    const text = 'def f():\n    a()\n    b()\n\ndef g():\n    c()\n';
    assert.equal(
      applied(text, hunks('@@', ' def f():', '-    a()', '-    b()', '+    ...')),
      text.replace('    a()\n    b()', '    ...'),
    );
    assert.match(applied(text, hunks('@@', ' def f():', '+    # rest unchanged')), /unchanged/);
  });
});

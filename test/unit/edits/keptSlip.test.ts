import assert from 'node:assert/strict';
import { isSlip } from '../../../src/edits/slips.ts';
import { applied, hunks, notesOf, refuses } from '../../support/planning.ts';

const TEXT = `function handle(request) {
  const response = await fetchAnswer(request);
  count += 1;
  return response;
}
`;

describe('one kept line that was remembered badly', () => {
  const edit = (kept: string): ReturnType<typeof hunks> =>
    hunks('@@', ` ${kept}`, '-  count += 1;', '+  count += 2;', '   return response;');

  it('stays as the file has it, and is named', () => {
    const slip = edit('  const reponse = await fetchAnswer(request);');
    assert.equal(applied(TEXT, slip), TEXT.replace('1', '2'));
    assert.match(notesOf(TEXT, slip), /keeps line 2 as ".*reponse.*", the file has ".*response/);
  });

  it('is borne with along with other indentation', () => {
    const rows = [' const reponse = await fetchAnswer(request);', '-count += 1;', '+count += 2;'];
    assert.equal(applied(TEXT, hunks('@@', ...rows)), TEXT.replace('1', '2'));
  });

  it('is refused if it is another statement', () => {
    refuses(TEXT, edit('  const response = await fetchQuestion(request);'), /fits nowhere/);
  });

  it('is refused if a sibling differs in that line as well', () => {
    const sibling = TEXT.replaceAll('handle', 'other').replace('fetchAnswer', 'load');
    refuses(TEXT + sibling, edit('  const reponse = await fetchAnswer(request);'), /fits nowhere/);
  });

  it('is refused if the line is to be removed', () => {
    refuses(TEXT, hunks('@@', '   count += 1;', '-  return respones;', ' }'), /fits nowhere/);
  });

  it('is refused if it is all that tells where to add', () => {
    refuses(TEXT, hunks('@@', '   return reponse;', '+  // end', ' }'), /fits nowhere/);
  });

  it('is refused if the line was so in a version that was shown', () => {
    const older = TEXT.replace('response = await', 'reponse = await');
    refuses(TEXT, edit('  const reponse = await fetchAnswer(request);'), /older version/, {
      isAsShown: true,
      older: [older],
    });
  });

  it('is refused if a second one differs', () => {
    refuses(
      TEXT,
      hunks(
        '@@',
        ' function hande(request) {',
        '   const reponse = await fetchAnswer(request);',
        '-  count += 1;',
        '   return response;',
      ),
      /fits nowhere/,
    );
  });
});

describe('a slip', () => {
  it('is a letter lost, doubled or changed for its neighbour, other quotes, space, or a lost sign', () => {
    for (const given of [
      "const total = sum('a', b);",
      'const total = sum( "a",b );',
      'const total = sum("a", b)',
      'const tottal = sum("a", b);',
      'const toatl = sum("a", b);',
    ]) {
      assert.equal(isSlip(given, 'const total = sum("a", b);', ''), true, given);
    }
  });

  it('is not another name, number, sign or statement', () => {
    for (const [given, found] of [
      ['rows = 1', 'row = 1'],
      ['parsers(x)', 'parser(x)'],
      ['getValue()', 'setValue()'],
      ['parsed()', 'parser()'],
      ['column1 = x', 'column2 = x'],
      ['a <= b', 'a < b'],
      ['a + b', 'a - b'],
      ['first = one', 'second = two'],
      ['return', 'return value'],
    ] as const) {
      assert.equal(isSlip(given, found, ''), false, given);
    }
  });

  it('is not a word that the text has as well', () => {
    assert.equal(isSlip('load(form)', 'load(from)', ''), false);
    assert.equal(isSlip('load(casual)', 'load(causal)', ''), true);
    assert.equal(isSlip('load(casual)', 'load(causal)', 'casual = 1'), false);
  });
});

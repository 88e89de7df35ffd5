import assert from 'node:assert/strict';
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

  it('is refused if a sibling differs in the line that is removed', () => {
    const sibling = TEXT.replaceAll('handle', 'other').replace('count += 1', 'count -= 1');
    const slip = '  const reponse = await fetchAnswer(request);';
    const exact = '  const response = await fetchAnswer(request);';
    const text = TEXT + sibling.replace(exact, slip.replace('reponse', 'respons'));
    assert.equal(applied(text, edit(slip)), text.replace('+= 1', '+= 2'));
    const one = sibling.replace(exact, slip);
    refuses(TEXT + one, edit(slip), /fits nowhere/);
  });

  it('is borne with where two others tell where to add', () => {
    const rows = ['   count += 1;', '+  log();', '   return reponse;', ' }'];
    refuses(TEXT, hunks('@@', ...rows), /fits nowhere/);
    const more = ['   const response = await fetchAnswer(request);', ...rows];
    assert.equal(applied(TEXT, hunks('@@', ...more)), TEXT.replace('+= 1;\n', '+= 1;\n  log();\n'));
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

  it('is refused if it is the line that lines below belong to', () => {
    const rows = ['@@', ' dattes', '-    pay()', '+    pay(1)'];
    refuses('dates\n    pay()\n', hunks(...rows), /fits nowhere/);
    refuses(
      'dates\n{\n    pay()\n',
      hunks('@@', ' dattes', ' {', ...rows.slice(2)),
      /fits nowhere/,
    );
    assert.equal(
      applied('dates\npay()\n', hunks('@@', ' dattes', '-pay()', '+go()')),
      'dates\ngo()\n',
    );
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

import assert from 'node:assert/strict';
import fc from 'fast-check';
import { commitHabit, composeMessage } from '../../../../src/host/scm/commitHabit.ts';

const plain = commitHabit(['Read the log once', 'Tell what was cut', 'A test of the border']);
const conventional = commitHabit([
  'fix(api): take an empty answer',
  'feat: show the cost',
  'fix(panel): keep the focus',
  'Merge branch "main"',
  'fix: close the log',
]);

describe('the habit of a repository’s commit messages', () => {
  it('tells Conventional Commits from the majority, with their types and scopes by frequency', () => {
    assert.equal(plain.isConventional, false);
    assert.deepEqual(plain.types, []);
    assert.equal(conventional.isConventional, true);
    assert.deepEqual(conventional.types, ['fix', 'feat']);
    assert.deepEqual(conventional.scopes, ['api', 'panel']);
    assert.equal(commitHabit(['fix: one', 'Two things', 'Three']).isConventional, false);
  });

  it('reads the first letter and the full stop of the subject, behind the type', () => {
    assert.equal(plain.firstLetter, 'upper');
    assert.equal(conventional.firstLetter, 'lower');
    assert.equal(plain.endsWithFullStop, false);
    assert.equal(commitHabit(['One.', 'Two.', 'Three']).endsWithFullStop, true);
    assert.equal(commitHabit(['Wait…', 'wait...', 'And so on...']).endsWithFullStop, false);
  });

  it('takes no account of what programs write', () => {
    const merges = [
      'Merge pull request #1 from a/b',
      'Revert "feat: x"',
      'fixup! feat: x',
      '1.2.0',
    ];
    assert.deepEqual(commitHabit([...merges, 'Read the log once', 'Tell it']), {
      ...plain,
      longestSubject: 72,
    });
  });

  it('concludes nothing from one message or none', () => {
    for (const messages of [[], ['fix: one thing.']]) {
      assert.deepEqual(commitHabit(messages), {
        isConventional: false,
        types: [],
        scopes: [],
        firstLetter: undefined,
        endsWithFullStop: false,
        longestSubject: 72,
        bodyWidth: 72,
      });
    }
  });

  it('sees whether bodies are wrapped, and how long subjects are', () => {
    const long = `Title\n\n${'word '.repeat(40)}`;
    assert.equal(commitHabit([long, 'Other']).bodyWidth, undefined);
    assert.equal(commitHabit([`Title\n\nhttps://example.org/${'x'.repeat(120)}`]).bodyWidth, 72);
    assert.equal(commitHabit(Array.from({ length: 9 }, () => 'x'.repeat(90))).longestSubject, 90);
  });
});

describe('a commit message by the habit', () => {
  const parts = { type: '', scope: '', subject: 'take an empty answer.', body: '' };

  it('has a type only where the repository uses them', () => {
    const typed = { ...parts, type: 'fix', scope: 'api' };
    assert.equal(composeMessage(typed, conventional), 'fix(api): take an empty answer');
    assert.equal(composeMessage(typed, plain), 'Take an empty answer');
    const inSubject = { ...parts, subject: 'feat(api)!: Add it' };
    assert.equal(composeMessage(inSubject, conventional), 'feat(api): add it');
    assert.equal(composeMessage(inSubject, plain), 'Add it');
  });

  it('leaves names at the beginning as they are', () => {
    for (const subject of ['README says how', 'npmrc.json is read', 'fooBar takes two', 'i18n']) {
      assert.equal(composeMessage({ ...parts, subject }, plain), subject);
      assert.equal(composeMessage({ ...parts, subject }, conventional), subject);
    }
  });

  it('adds and takes away the full stop, and makes the subject one line', () => {
    const stopping = commitHabit(['One.', 'Two.']);
    assert.equal(composeMessage({ ...parts, subject: 'It\nis ' }, stopping), 'It is.');
    assert.equal(composeMessage({ ...parts, subject: 'Is it?' }, stopping), 'Is it?');
    assert.equal(composeMessage({ ...parts, subject: 'And so...' }, plain), 'And so...');
  });

  it('wraps paragraphs and list items of the body, and no code, quote or trailer', () => {
    const word = 'words '.repeat(20).trim();
    const kept = [
      `> ${word}`,
      `    ${word}`,
      '```',
      word,
      '```',
      `Signed-off-by: A ${'b'.repeat(80)}`,
    ];
    const body = [`- ${word}`, '', word, ...kept].join('\n');
    const [, , ...lines] = composeMessage({ ...parts, body }, plain).split('\n');
    assert.match(lines[0] ?? '', /^- words/);
    assert.match(lines[1] ?? '', /^ {2}words/);
    assert.deepEqual(lines.slice(-kept.length), kept);
    assert.ok(lines.slice(0, -kept.length).every(line => line.length <= 72));
  });

  it('never loses a word of the body (property)', () => {
    const line = fc.array(fc.stringMatching(/^[a-z]{1,90}$/), { maxLength: 40 });
    fc.assert(
      fc.property(fc.array(line, { maxLength: 6 }), lines => {
        const body = lines.map(words => words.join(' ')).join('\n');
        const message = composeMessage({ ...parts, subject: 'S', body }, plain);
        const words = message.split(/\s+/).slice(1);
        assert.deepEqual(words, lines.flat());
      }),
    );
  });
});

import assert from 'node:assert/strict';
import { applyRecord } from '../../bench/edits/applyRecord.ts';
import { grade } from '../../bench/edits/grade.ts';
import { handMade } from './editCorpus.ts';

describe('what an edit is graded', () => {
  const record = handMade();

  it('is exact for every byte as expected', () => {
    assert.equal(grade(record, record.expected), 'exact');
  });

  it('is refused if nothing was changed', () => {
    assert.equal(grade(record, null), 'refused');
    assert.equal(grade(record, record.before), 'refused');
    assert.equal(grade(handMade({ expected: null }), null), 'refused');
  });

  it('is falsely applied if a refusal alone was right', () => {
    assert.equal(grade(handMade({ expected: null }), 'anything'), 'falselyApplied');
  });

  it('is altered where white space, line endings, indentation or punctuation differ', () => {
    for (const got of [
      'one\n  two\n  THREE\nfour\nfive\n',
      'one\r\n  two\r\nTHREE\r\nfour\r\nfive\r\n',
      'one\n  two\nTHREE \nfour\nfive',
      'one\n  two\nTHREE\n\nfour\nfive\n',
    ]) {
      assert.equal(grade(record, got), 'altered', JSON.stringify(got));
    }
    const quoted = handMade({ expected: 'one\n  two\n"THREE"\nfour\nfive\n' });
    assert.equal(grade(quoted, 'one\n  two\n“THREE”\nfour\nfive\n'), 'altered');
  });

  it('is altered where a kept line was overwritten with what the edit remembers of it', () => {
    const slip = handMade({
      before: 'one\ntwoo\nthree\nfour\nfive\n',
      expected: 'one\ntwoo\nTHREE\nfour\nfive\n',
    });
    assert.equal(grade(slip, 'one\ntwo\nTHREE\nfour\nfive\n'), 'altered');
    assert.equal(grade(slip, 'one\ntwoo\nTHREE\nfor\nfive\n'), 'wrong');
  });

  it('is wrong in another place, with other contents and with more or less than was asked', () => {
    const twice = handMade({
      before: 'two\nthree\nfour\ntwo\nthree\nfour\n',
      expected: 'two\nTHREE\nfour\ntwo\nthree\nfour\n',
    });
    assert.equal(grade(twice, 'two\nthree\nfour\ntwo\nTHREE\nfour\n'), 'wrong');
    assert.equal(grade(record, 'one\n  two\nTHREE!\nfour\nfive\n'), 'wrong');
    assert.equal(grade(record, 'one\n  two\nTHREE\nfour\n'), 'wrong');
    assert.equal(grade(record, 'one\n  two\nfour\nfive\n'), 'wrong');
    assert.equal(grade(record, 'one\n  two\nTHREE\nfour\nfive\nsix\n'), 'wrong');
    assert.equal(grade(record, ''), 'wrong');
  });
});

describe('an edit of a corpus', () => {
  it('is applied by the engine, a patch as well as a replacement', () => {
    const before = 'one\ntwo\nthree\nfour\nfive\n';
    const expected = 'one\ntwo\nTHREE\nfour\nfive\n';
    const patch = handMade({ before, expected });
    const replace = handMade({
      before,
      expected,
      edit: { kind: 'replace', oldText: 'two\nthree', newText: 'two\nTHREE', line: 2 },
    });
    assert.equal(applyRecord(patch).got, expected);
    assert.equal(applyRecord(replace).got, expected);
  });

  it('is refused with the reason that the model gets', () => {
    const absent = applyRecord(handMade({ before: 'nothing\nlike\nit\n', expected: null }));
    assert.equal(absent.got, null);
    assert.match(absent.reason ?? '', /nowhere/);
    const unread = handMade({ edit: { kind: 'patch', text: 'no patch' } });
    assert.equal(applyRecord(unread).got, null);
  });
});

import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { parsePromptText, promptName } from '../../../../src/host/attachments/promptText.ts';

describe('a prompt file', () => {
  it('tells what it does and what to write behind it', () => {
    const file =
      '\ufeff---\r\nmode: agent\r\ndescription: "Write a: changelog"\r\nargument-hint: \'[version]\'\r\ntools: [a, b]\r\n---\r\n\r\nWrite it.\r\n';
    assert.deepEqual(parsePromptText(file), {
      description: 'Write a: changelog',
      hint: '[version]',
      text: 'Write it.',
    });
  });

  it('is a text where it has no head, or one that does not end', () => {
    assert.deepEqual(parsePromptText('Do it.'), { description: '', hint: '', text: 'Do it.' });
    const open = '---\ndescription: x\nDo it.';
    assert.deepEqual(parsePromptText(open), { description: '', hint: '', text: open });
    const late = `---\n${'x\n'.repeat(100)}---\nDo it.`;
    assert.equal(parsePromptText(late).text, late);
  });

  it('has no description that goes over several lines', () => {
    assert.equal(parsePromptText('---\ndescription: >-\n  long\n---\nx').description, '');
  });

  it('S18 shows its hidden characters', () => {
    assert.equal(parsePromptText('Use\u200b tabs').text, 'Use‹U+200B› tabs');
  });

  it('never throws, and is bounded', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 500 }), file => {
        const { description, hint } = parsePromptText(`---\ndescription: ${file}\n---\n${file}`);
        assert.ok(description.length <= 200 && hint.length <= 200);
      }),
    );
    assert.ok(parsePromptText('x'.repeat(100_000)).text.length <= 32_000);
  });

  it('is called by its name', () => {
    assert.equal(promptName('release-notes.prompt.md'), 'release-notes');
    assert.equal(promptName('über.md'), 'über');
    for (const name of ['a.txt', '.md', '.prompt.md', '../x.md', 'a b.md', '-x.md']) {
      assert.equal(promptName(name), undefined, name);
    }
  });
});

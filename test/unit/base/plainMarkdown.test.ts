import assert from 'node:assert/strict';
import fc from 'fast-check';
import { markdownPattern, plainMarkdown } from '../../../src/base/plainMarkdown.ts';

describe('The plain text of markdown', () => {
  const cases: Readonly<Record<string, string>> = {
    'A **bold** and *slanted* word': 'A bold and slanted word',
    '__bold__ and _slanted_, snake_case_name and 2 * 3 * 4':
      'bold and slanted, snake_case_name and 2 * 3 * 4',
    '~~gone~~ \\*kept\\*': 'gone *kept*',
    'Call `__init__` of `a*b*c`.': 'Call __init__ of a*b*c.',
    '## A heading': 'A heading',
    '> - [x] done': 'done',
    '12. twelfth': 'twelfth',
    '[the parser](src/parser.ts "title") and ![a picture](b.png)': 'the parser and a picture',
    'see [**the** guide](https://a.test/#x)': 'see the guide',
    '[brackets] (apart)': '[brackets] (apart)',
    'before\n```python\n__all__ = [*a]\n```\n**after**': 'before\n__all__ = [*a]\nafter',
    '~~~~\n~~~\n# code\n~~~~\n# heading': '~~~\n# code\nheading',
    '1. Do it:\n   ```sh\n   ls *\n   ```': 'Do it:\n   ls *',
  };
  for (const [markdown, plain] of Object.entries(cases)) {
    it(`is ${JSON.stringify(plain)} for ${JSON.stringify(markdown)}`, () => {
      assert.equal(plainMarkdown(markdown), plain);
    });
  }

  it('is found by the pattern of its words', () => {
    const sign = fc.constantFrom('*', '**', '_', '`', '~~', '[', '](a.b)', '\\', ' ', '\n');
    const part = fc.oneof(fc.stringMatching(/^[a-zA-Z.+]{1,4}$/), sign);
    fc.assert(
      fc.property(fc.array(part, { maxLength: 12 }), parts => {
        const markdown = parts.join('');
        fc.pre(!/`{3}|~{3}/.test(markdown));
        const words = plainMarkdown(markdown)
          .split(/\s+/)
          .filter(word => word !== '');
        assert.match(markdown, markdownPattern(words));
      }),
    );
  });
});

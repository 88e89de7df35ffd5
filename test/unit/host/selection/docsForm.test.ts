import assert from 'node:assert/strict';
import { docsForm } from '../../../../src/host/selection/docsForm.ts';

describe('the form of documentation', () => {
  it("is the language's own", () => {
    for (const [language, form] of [
      ['typescript', /TSDoc/],
      ['javascript', /JSDoc/],
      ['python', /docstring/],
      ['rust', /rustdoc/],
      ['go', /Go doc/],
      ['java', /Javadoc/],
      ['csharp', /XML/],
    ] as const) {
      assert.match(docsForm(language) ?? '', form);
    }
  });

  it('is not made up for a language that has none', () => {
    assert.equal(docsForm('json'), undefined);
    assert.equal(docsForm('constructor'), undefined);
  });
});

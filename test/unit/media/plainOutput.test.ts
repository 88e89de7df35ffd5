import assert from 'node:assert/strict';
import { plainOutput } from '../../../media/plainOutput.ts';

describe('output of a program', () => {
  it('is shown without what steers a terminal', () => {
    assert.equal(plainOutput('\u001b[31mred\u001b[0m \u001b]0;title\u0007x\u001b(B'), 'red x');
    assert.equal(plainOutput('cut \u001b[3'), 'cut ');
    assert.equal(plainOutput('[31m stays'), '[31m stays');
  });
});

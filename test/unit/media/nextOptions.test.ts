import assert from 'node:assert/strict';
import * as z from 'zod/mini';
import {
  answerChoices,
  possible,
  sendOptions,
  toolChoices,
  USUAL,
} from '../../../media/options/nextOptions.ts';
import { SendOptions } from '../../../src/protocol/viewModel.ts';

describe('the options of the next message', () => {
  const names = ['read_file', 'any'];

  it('are not sent when they are as ever', () => {
    assert.equal(sendOptions(USUAL), undefined);
  });

  it('are understood by the host, whichever are chosen', () => {
    const sent = answerChoices().flatMap(answers =>
      toolChoices(names).map(tools =>
        sendOptions({ answers: Number(answers.id), tools: tools.id }),
      ),
    );
    assert.equal(sent.length, 4 * 5);
    for (const options of sent.slice(1)) {
      assert.deepEqual(z.parse(SendOptions, options), options);
    }
  });

  it('tell a tool by its name from the choice that has the same', () => {
    assert.deepEqual(sendOptions({ answers: 1, tools: 'tool:any' }), {
      toolChoice: { type: 'tool', name: 'any' },
    });
    assert.deepEqual(sendOptions({ answers: 1, tools: 'any' }), { toolChoice: { type: 'any' } });
  });

  it('forget a tool that is no longer offered, and nothing else', () => {
    const options = { answers: 3, tools: 'tool:read_file' };
    assert.equal(possible(options, names), options);
    assert.deepEqual(possible(options, []), { answers: 3, tools: 'auto' });
  });
});

import assert from 'node:assert/strict';
import { turnNotice } from '../../../src/host/turnNotice.ts';

describe('what is said below a turn', () => {
  it('offers Continue where an answer reached the limit on its tokens', () => {
    const notice = turnNotice('n', { type: 'turnEnded', at: 1, reason: 'length' });
    assert.match(notice?.message ?? '', /reached the limit on output tokens/);
    assert.deepEqual(
      notice?.actions.map(({ command }) => command),
      ['continue'],
    );
  });

  it('offers Continue where the connection ended before the answer did', () => {
    const notice = turnNotice('n', { type: 'turnEnded', at: 1, reason: 'truncated' });
    assert.match(notice?.message ?? '', /What arrived is kept/);
    assert.deepEqual(
      notice?.actions.map(({ command }) => command),
      ['continue'],
    );
  });

  it('is nothing where it simply ended', () => {
    assert.equal(turnNotice('n', { type: 'turnEnded', at: 1, reason: 'done' }), undefined);
  });
});

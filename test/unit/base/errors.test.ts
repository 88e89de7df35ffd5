import assert from 'node:assert/strict';
import { CHAT_ACTIONS, isForEveryPlace } from '../../../src/base/errors.ts';

describe('what may be done about an error', () => {
  it('is offered by itself only where VS Code can do it, not a chat alone', () => {
    for (const command of Object.values(CHAT_ACTIONS)) {
      assert.equal(isForEveryPlace({ label: 'x', command }), false);
    }
    assert.equal(isForEveryPlace({ label: 'x', command: 'plumb.showLog' }), true);
  });
});

import assert from 'node:assert/strict';
import { createRedaction } from '../../../src/chat/redaction.ts';
import { createSeenKeys } from '../../../src/host/seenKeys.ts';
import { childEnvironment } from '../../../src/host/shell/childEnvironment.ts';

describe('the values that were a key', () => {
  it('S26 are hidden while they are checked, and afterwards if they are good', async () => {
    const keys = createSeenKeys();
    const redaction = createRedaction(keys.all);
    const checked = (value: string, ok: boolean) =>
      keys.whileChecked(value, () => {
        assert.equal(redaction.text(`a ${value}`), 'a [redacted]');
        return Promise.resolve({ ok });
      });
    await checked('a-good-key-01', true);
    await checked('function', false);
    await assert.rejects(
      keys.whileChecked('constant', () => Promise.reject(new Error('offline'))),
      /offline/,
    );
    assert.equal(redaction.text('function constant'), 'function constant');
    assert.equal(redaction.text('a-good-key-01'), '[redacted]');
    await checked('a-good-key-01', false);
    assert.deepEqual(keys.all(), ['a-good-key-01']);
  });

  it('S26 are none that are too short', async () => {
    const keys = createSeenKeys();
    for (const value of ['', 'e', 'test', 'e         ']) {
      keys.add(value);
      await keys.whileChecked(value, () => Promise.resolve({ ok: true }));
    }
    assert.deepEqual(keys.all(), []);
  });
});

describe('a key that is too short to be one', () => {
  it('S35 takes nothing from the environment of a command', () => {
    const env = { PATH: '/usr/bin:/home/me/bin', HOME: '/home/me', RUNWARE_API_KEY: 'e' };
    const { PATH, HOME, RUNWARE_API_KEY } = childEnvironment(env, ['m']);
    assert.deepEqual([PATH, HOME, RUNWARE_API_KEY], [env.PATH, env.HOME, undefined]);
  });
});

describe('a key that begins as another one', () => {
  it('S26 leaves nothing of it', () => {
    const redaction = createRedaction(() => ['rw-01234567', 'rw-0123456789-the-rest']);
    assert.equal(redaction.text('key=rw-0123456789-the-rest'), 'key=[redacted]');
    const shown: string[] = [];
    const stream = redaction.stream(piece => shown.push(piece));
    for (const piece of 'key=rw-0123456789-the-rest.') stream.push(piece);
    stream.end();
    assert.doesNotMatch(shown.join(''), /the-rest/);
  });
});

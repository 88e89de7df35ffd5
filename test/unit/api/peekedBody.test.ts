import assert from 'node:assert/strict';
import { peeked } from '../../../src/api/peekedBody.ts';

/** A body that notes how much of it was asked for, and whether its reader let go of it. */
function bodyOf(...chunks: readonly string[]) {
  const seen = { read: 0, isLetGo: false };
  async function* read(): AsyncGenerator<Uint8Array> {
    try {
      for (const chunk of chunks) {
        seen.read += 1;
        await Promise.resolve();
        yield new TextEncoder().encode(chunk);
      }
    } finally {
      seen.isLetGo = true;
    }
  }
  return { seen, body: read() };
}

async function textsOf(body: AsyncIterable<Uint8Array>, most = Infinity): Promise<string[]> {
  const texts: string[] = [];
  for await (const chunk of body) {
    texts.push(new TextDecoder().decode(chunk));
    if (texts.length === most) break;
  }
  return texts;
}

describe('a body whose beginning was looked at', () => {
  it('is read from its beginning, and was read no further than to its first character', async () => {
    const { seen, body } = bodyOf(' \n', '', ' {"a"', ':1}');
    const begun = await peeked(body);
    assert.equal(begun.first, '{');
    assert.equal(seen.read, 3);
    assert.deepEqual(await textsOf(begun.body), [' \n', '', ' {"a"', ':1}']);
  });

  it('may hold nothing to be seen', async () => {
    const begun = await peeked(bodyOf(' ', '\n').body);
    assert.equal(begun.first, undefined);
    assert.deepEqual(await textsOf(begun.body), [' ', '\n']);
  });

  for (const [where, most] of [
    ['what was looked at', 1],
    ['the rest', 3],
  ] as const) {
    it(`is let go of by who stops reading within ${where}`, async () => {
      const { seen, body } = bodyOf(' ', 'a', 'b', 'c');
      const begun = await peeked(body);
      assert.equal(seen.isLetGo, false);
      assert.equal((await textsOf(begun.body, most)).length, most);
      assert.equal(seen.isLetGo, true);
      assert.equal(seen.read, Math.max(2, most));
    });
  }

  it('fails as it failed', async () => {
    async function* broken(): AsyncGenerator<Uint8Array> {
      yield await Promise.resolve(new TextEncoder().encode('{'));
      throw new Error('cut');
    }
    const begun = await peeked(broken());
    await assert.rejects(textsOf(begun.body), /cut/);
  });
});

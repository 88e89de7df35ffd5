import assert from 'node:assert/strict';
import fc from 'fast-check';
import { createRedaction } from '../../../src/chat/redaction.ts';

describe('redaction', () => {
  it('S26 replaces every secret, whatever characters it has', () => {
    const redaction = createRedaction(() => ['a.b$&', 'zz', '']);
    assert.equal(redaction.text('a.b$& axb zz zzz'), '[redacted] axb [redacted] [redacted]z');
  });

  it('S26 asks for the secrets anew each time, so a new key is covered', () => {
    const secrets: string[] = [];
    const redaction = createRedaction(() => secrets);
    assert.equal(redaction.text('key'), 'key');
    secrets.push('key');
    assert.equal(redaction.text('key'), '[redacted]');
  });

  it('S26 finds a secret in a stream wherever it is cut, and loses nothing else', () => {
    // Of few letters, so that beginnings of the secret abound.
    const letters = fc.string({ unit: fc.constantFrom('a', 'b', 'k'), maxLength: 30 });
    const cuts = fc.array(fc.nat({ max: 30 }));
    fc.assert(
      fc.property(letters, letters, cuts, (before, after, at) => {
        const secret = 'abkab';
        const redaction = createRedaction(() => [secret]);
        const text = before + secret + after;
        const shown: string[] = [];
        const stream = redaction.stream(piece => shown.push(piece));
        const ends = [...new Set([0, ...at, text.length])].sort((a, b) => a - b);
        for (const [index, start] of ends.entries()) {
          stream.push(text.slice(start, ends[index + 1] ?? text.length));
        }
        stream.end();
        assert.equal(shown.join(''), redaction.text(text));
        assert.ok(!shown.join('').includes(secret));
      }),
    );
  });
});

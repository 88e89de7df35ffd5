import assert from 'node:assert/strict';
import nodePath from 'node:path';
import fc from 'fast-check';
import { sha256OfBytes as nodes } from '../../../../src/host/files/sha256OfBytes.ts';
import { sha256OfBytes } from '../../../../src/host/files/sha256OfBytes.web.ts';
import { regexTest } from '../../../../src/host/search/regexTest.web.ts';
import { Buffer as Ours } from '../../../../src/host/web/buffer.ts';
import ourPath from '../../../../src/host/web/node/path.ts';

const ENCODINGS = ['utf8', 'utf16le', 'latin1', 'hex', 'base64'] as const;

/** What stands for Node in a web worker does what Node does. */
describe('the stand-ins for Node', () => {
  it('hash as Node hashes, of any length', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), bytes => {
        assert.equal(sha256OfBytes(bytes), nodes(bytes));
      }),
    );
    assert.equal(sha256OfBytes('käse'), nodes('käse'));
  });

  it('write bytes as texts, and read them', () => {
    fc.assert(
      fc.property(fc.uint8Array(), fc.constantFrom(...ENCODINGS), (bytes, encoding) => {
        const theirs = Buffer.from(bytes);
        assert.equal(Ours.from(bytes).toString(encoding), theirs.toString(encoding));
      }),
    );
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary' }),
        fc.constantFrom(...ENCODINGS),
        (text, encoding) => {
          const written =
            encoding === 'hex' || encoding === 'base64'
              ? Buffer.from(text).toString(encoding)
              : text;
          assert.deepEqual([...Ours.from(written, encoding)], [...Buffer.from(written, encoding)]);
        },
      ),
    );
  });

  it('compare and join bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array(), fc.uint8Array(), (a, b) => {
        assert.equal(Ours.compare(a, b), Buffer.compare(a, b));
        assert.deepEqual([...Ours.concat([a, b])], [...Buffer.concat([a, b])]);
      }),
    );
  });

  it('take paths apart and join them', () => {
    const { posix } = nodePath;
    const file = fc
      .array(fc.constantFrom('a', 'b.json', '.c', 'd.e.f'), { minLength: 1 })
      .map(parts => `/${parts.join('/')}`);
    fc.assert(
      fc.property(file, fc.constantFrom('x', '../x', 'x/y.txt', './x'), (base, more) => {
        assert.equal(ourPath.join(base, more), posix.join(base, more));
        assert.equal(ourPath.resolve(base, more), posix.resolve(base, more));
        assert.equal(ourPath.dirname(base), posix.dirname(base));
        assert.equal(ourPath.basename(base), posix.basename(base));
        assert.equal(ourPath.basename(base, '.json'), posix.basename(base, '.json'));
        assert.equal(ourPath.extname(base), posix.extname(base));
        assert.equal(ourPath.isAbsolute(base), true);
        assert.equal(ourPath.isAbsolute(more), false);
      }),
    );
  });
});

describe('a regular expression that nothing can end', () => {
  it('finds the lines that match', () => {
    assert.deepEqual(regexTest(/(?:ab)+c|[(]x+[)]/iu)(['ABABC', 'no', '(xx)']), [0, 2]);
  });

  for (const source of ['(a+)+$', '(?:a*b*)*c', '((?:x+)y?)+', '(a{2,})*']) {
    it(`is refused if it repeats what is repeated: ${source}`, () => {
      assert.throws(() => regexTest(new RegExp(source, 'u')), /repeats what is repeated/);
    });
  }
});

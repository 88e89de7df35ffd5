import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { PlumbError } from '../../../../src/base/errors.ts';
import { encodeRef, readRef, type ChipRef } from '../../../../src/host/attachments/chipRef.ts';

const uri = fc.webUrl();
const place = fc.nat(10_000_000);
const refs: fc.Arbitrary<ChipRef> = fc.oneof(
  fc.record({ kind: fc.constant('file' as const), uri }),
  fc.record({ kind: fc.constant('folder' as const), uri }),
  fc.record({
    kind: fc.constant('selection' as const),
    uri,
    range: fc.tuple(place, place, place, place),
  }),
  fc.record({
    kind: fc.constant('symbol' as const),
    uri,
    name: fc
      .string({ minLength: 1, maxLength: 500, unit: 'grapheme' })
      .filter(n => n.length <= 500),
    line: place,
  }),
  fc.record({ kind: fc.constant('problems' as const), uri }, { requiredKeys: ['kind'] }),
  fc.record({ kind: fc.constant('terminal' as const), run: fc.uuid({ version: 4 }) }),
  fc.record({ kind: fc.constant('text' as const), id: fc.uuid({ version: 4 }) }),
  fc.constantFrom<ChipRef>({ kind: 'openEditors' }, { kind: 'diff' }, { kind: 'terminal' }),
);

describe('what a chip stands for', () => {
  it('comes back as it was', () => {
    fc.assert(
      fc.property(refs, ref => {
        assert.deepEqual(readRef(encodeRef(ref)), { ...ref });
      }),
    );
  });

  it('S22 is refused where it is none of ours', () => {
    const wrong: readonly string[] = [
      '',
      'src/a.ts',
      'null',
      '{}',
      '{"kind":"env","uri":"file:///etc/passwd"}',
      '{"kind":"file"}',
      '{"kind":"file","uri":"file:///a","granted":true}',
      '{"kind":"selection","uri":"file:///a","range":[-1,0,2,0]}',
      '{"kind":"selection","uri":"file:///a","range":[0,0,1e9,0]}',
      '{"kind":"commit","folder":"file:///a","hash":"--output=/etc/x"}',
      '{"kind":"text","id":"../../chats/one"}',
      `{"kind":"file","uri":"file:///${'a'.repeat(30_000)}"}`,
    ];
    for (const text of wrong) assert.throws(() => readRef(text), PlumbError, text);
  });
});

import assert from 'node:assert/strict';
import fc from 'fast-check';
import { maskSecrets, maskValues, secretsIn } from '../../../src/base/secretText.ts';
import { sourceFiles } from '../../support/sourceFiles.ts';

/** Put together here, so that no scanner takes this file for a leak. */
const SECRETS: Readonly<Record<string, string>> = {
  'private key': [
    '-----BEGIN RSA',
    'PRIVATE',
    'KEY-----\nMIIEabc\nxyz\n-----END RSA PRIVATE KEY-----',
  ].join(' '),
  'AWS access key': ['AKIA', 'ABCDEFGH12345678'].join(''),
  'Google API key': ['AIza', 'Sy0123456789abcdefghijABCDEFGHIJ-_x'].join(''),
  'Azure key': `${'q1W2e3R4t5'.repeat(8)}abcdef==`,
  'GitHub token': `ghp_${'a1B2c3D4e5'.repeat(4)}`,
  'GitLab token': ['glpat-', 'abcdEFGH12345678_-xy'].join(''),
  'Slack token': ['xoxb-', '123456789012-abcdefGHIJ'].join(''),
  'Stripe key': ['sk_live_', 'abcdEFGH12345678abcd'].join(''),
  'API key': ['sk-proj-', 'aB3dEfGh1JkLmNoPqRsTuVwX'].join(''),
  'npm token': `npm_${'abcdEFGH12'.repeat(4).slice(0, 36)}`,
  'PyPI token': `pypi-AgE${'IcHlwaS5vcmc'.repeat(6)}`,
  'SendGrid key': `SG.${'a'.repeat(22)}.${'b'.repeat(43)}`,
  'Twilio key': `SK${'0123456789abcdef'.repeat(2)}`,
  'JSON web token': `eyJ${['hbGciOiJIUzI1NiJ9', '.eyJ', 'zdWIiOiIxMjM0NTY3ODkwIn0', '.', 'dozjgNryP4J3jVmNHl0w5N_XgL0n3I9PlFUP0THsR8U'].join('')}`,
  password: 'hunter2-Secret',
  'AWS secret key': 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY',
  'bearer token': 'abcdefghijklmnopqrstuvwxyz0123456789ABCD',
  'private key in base64': `LS0tLS1CRUdJTi${'BQUklWQVRFIEtFWS0tLS0tCk1JSUV2UUlC'.repeat(3)}Cg==`,
};
const AROUND: Readonly<Record<string, (secret: string) => string>> = {
  'AWS secret key': secret => `{"UserName": "b", "SecretAccessKey": "${secret}"}`,
  'bearer token': secret => `curl -H "Authorization: Bearer ${secret}" x`,
  'Azure key': secret => `AccountKey=${secret};End`,
  password: secret => `DB=postgres://app:${secret}@db.internal.net:5432/x`,
};
const line = (kind: string): string =>
  (AROUND[kind] ?? (secret => `const k = "${secret}";`))(SECRETS[kind] ?? '');

describe('secrets in text', () => {
  for (const [kind, secret] of Object.entries(SECRETS)) {
    it(`S28 finds and leaves out: ${kind}`, () => {
      const text = `before\n${line(kind)}\nafter`;
      assert.deepEqual(secretsIn(text), [kind]);
      const masked = maskSecrets(text);
      assert(!masked.includes(secret), masked);
      assert.match(masked, new RegExp(`^before\\n[^]*\\[${kind} left out\\][^]*\\nafter$`));
    });
  }

  it('S28 finds a private key that is cut off', () => {
    const text = ['a\n-----BEGIN', 'PRIVATE', 'KEY-----\nMIIEabc'].join(' ');
    assert.equal(maskSecrets(text), 'a\n[private key left out]');
  });

  it('S28 finds the whole of a key in base64 that is broken into lines', () => {
    const key = `LS0tLS1CRUdJTiBSU0EgUFJJVkFURSBLRVktLS0tLQpNSUlFcEFJQkFBS0NBUUVB${'b3d9'.repeat(150)}Cg==`;
    const lines = key.match(/.{1,76}/g)?.join('\n') ?? '';
    assert.equal(
      maskSecrets(`$ base64 k\n${lines}\n$ x`),
      '$ base64 k\n[private key in base64 left out]\n$ x',
    );
  });

  it('finds none in what is only alike', () => {
    for (const text of [
      'class="sk-folding-cube sk-circle-fade-dot-and-more"',
      'postgres://user:password@host/db',
      'https://user:pass@example.com/',
      'redis://:${PASSWORD}@cache:6379',
      'http://localhost:8080/a@b',
      'Authorization: Bearer YOUR_ACCESS_TOKEN_GOES_HERE',
      'authorization: `Bearer ${await freshAccessToken2()}`',
      'The authorization bearer is the one who holds it, as of 2024.',
      `ca: LS0tLS1CRUdJTiBDRVJUSUZJQ0FURS0tLS0t${'b3d9'.repeat(20)}`,
      `pub: LS0tLS1CRUdJTiBQVUJMSUMgS0VZLS0tLS0K${'b3d9'.repeat(20)}`,
      'The secret access key is kept in the vault: ask the owner of it',
      'git@github.com:owner/repo.git',
      `sha256-${'a'.repeat(64)}`,
      `integrity "sha512-${'Ab1/'.repeat(20)}=="`,
      'AKIAIOSFODNN7',
      'xsk_live_abc',
    ]) {
      assert.deepEqual(secretsIn(text), [], text);
    }
  });

  it('finds none in the sources of this repository', () => {
    const files = [...sourceFiles('src/**/*.ts'), ...sourceFiles('media/**/*.{ts,tsx}')];
    assert(files.length > 100);
    const found = files.flatMap(({ path, text }) =>
      secretsIn(text).map(kind => `${path}: ${kind}`),
    );
    assert.deepEqual(found, []);
  });

  it('takes time that grows with the text alone', () => {
    const code = sourceFiles('src/**/*.ts')
      .map(({ text }) => text)
      .join('\n');
    const texts = [
      code.repeat(Math.ceil(1_000_000 / code.length)).slice(0, 1_000_000),
      ...[
        '-eyJ',
        'eyJaaaaaaaaaaaaaaaaaaa.',
        'sk-',
        'a:/',
        '://a:',
        'x://u:a',
        '-----BEGIN A ',
        'AIza',
        'SG.a',
        'aws_secret_key=',
      ].map(part => part.repeat(Math.ceil(1_000_000 / part.length))),
      'x'.repeat(1_000_000),
      `sk-${'a'.repeat(1_000_000)}`,
    ];
    for (const text of texts) {
      const start = performance.now();
      secretsIn(text);
      const ms = performance.now() - start;
      assert(ms < 1_500, `${JSON.stringify(text.slice(0, 30))}: ${ms} ms`);
    }
  });

  it('leaves nothing to be found, however often it masks', () => {
    const part = fc.oneof(
      fc.constantFrom(...Object.keys(SECRETS).map(line), ...Object.values(SECRETS)),
      fc.constantFrom(' ', '\n', '=', ':', '@', '://', 'a', '"', '-', '_', '.', 'x://u:', '[', ']'),
      fc.string({ maxLength: 10 }),
    );
    fc.assert(
      fc.property(fc.array(part, { maxLength: 12 }), parts => {
        const masked = maskSecrets(parts.join(''));
        assert.equal(maskSecrets(masked), masked);
        assert.deepEqual(secretsIn(masked), []);
        assert.equal(maskValues(maskValues(masked)), maskValues(masked));
      }),
      { numRuns: 2_000 },
    );
  });
});

describe('values in files that are secret by name', () => {
  it('S28 are left out, their names are not', () => {
    const text =
      '# a comment\nA=1\r\nexport B = "two"\n\nc: three\n[section]\nfour five\n{\n  "d": "six",\n}';
    assert.equal(
      maskValues(text),
      '# a comment\nA=[left out]\r\nexport B = [left out]\n\nc: [left out]\n[section]\n[left out]\n{\n  "d": [left out]\n}',
    );
  });

  it('S28 are left out where they go on over lines', () => {
    assert.equal(maskValues('key: |\n  abc\n  def==\n'), 'key: |\n[left out]\n  def=[left out]\n');
  });
});

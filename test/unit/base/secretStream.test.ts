import assert from 'node:assert/strict';
import { secretStream } from '../../../src/base/secretStream.ts';
import { maskSecrets } from '../../../src/base/secretText.ts';
import { cutLine, cutMiddle } from '../../../src/base/text.ts';
import { cutUnits } from '../../../src/tools/cutUnits.ts';
import { commandOutput } from '../../../src/host/shell/commandOutput.ts';

const BLOCK = [
  ['-----BEGIN', 'PRIVATE', 'KEY-----'].join(' '),
  ...Array.from({ length: 40 }, (_each, index) => `K${index}x${'MIIEvQ'.repeat(9)}`),
  ['-----END', 'PRIVATE', 'KEY-----'].join(' '),
].join('\n');

/** What stands before a secret, and the secret. */
const SECRETS: readonly (readonly [before: string, secret: string])[] = [
  ['', BLOCK],
  ['id ', ['AKIA', 'ABCDEFGH12345678'].join('')],
  ['token=', `ghp_${'a1B2c3D4e5'.repeat(4)}`],
  ['"', ['sk_live_', 'abcdEFGH12345678abcd'].join('')],
  ['aws_secret_access_key = ', 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY'],
  ['"SecretAccessKey": "', 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY'],
  ['Authorization: Bearer ', 'abcdefghijklmnopqrstuvwxyz0123456789ABCD'],
  ['', ['LS0tLS1CRUdJTiBQ', ...Array.from('abcde', each => each.repeat(70)), 'Cg=='].join('\n')],
  ['AccountKey=', `${'q1W2e3R4t5'.repeat(8)}abcdef==`],
  ['postgres://app:', 'hunter2-Secret@db.internal.net'],
];

const told = (pieces: readonly string[]): readonly string[] => {
  const readings: string[] = [];
  const stream = secretStream(text => readings.push(text));
  for (const piece of pieces) stream.push(piece);
  stream.end();
  return readings;
};

describe('secrets in text that comes in pieces', () => {
  for (const [before, secret] of SECRETS) {
    it(`S28 are masked wherever it is split: ${before}${secret.slice(0, 8)}`, () => {
      const text = `a line\n${before}${secret}\nmore\n`;
      const begin = text.indexOf(secret);
      for (let at = begin; at <= begin + secret.length; at += 1) {
        assert.equal(told([text.slice(0, at), text.slice(at)]).join(''), maskSecrets(text));
      }
      assert.equal(
        told([text.slice(0, begin), ...Array.from(text.slice(begin))]).join(''),
        maskSecrets(text),
      );
    });
  }

  it('S28 are masked where the text ends within one', () => {
    const [first = ''] = BLOCK.split('\nK20');
    assert.equal(told(['a\n', first]).join(''), 'a\n[private key left out]');
  });

  it('tell at once what cannot be one', () => {
    for (const text of [
      'Ready',
      'port 3000',
      'on http://localhost:3000',
      '> ',
      'a task',
      '100 %',
    ]) {
      const readings: string[] = [];
      secretStream(piece => readings.push(piece)).push(text);
      assert.deepEqual(readings, [text]);
    }
  });

  it('tell a long text after a lone beginning of a block', () => {
    const readings = told([BLOCK.slice(0, 30), 'log\n'.repeat(6_000), 'end\n']);
    assert.equal(readings.at(-1), 'end\n');
  });

  it('S28 leave a command masked, also for who reads it meanwhile', () => {
    const readings: string[] = [];
    const output = commandOutput({
      onOutput: () => undefined,
      onText: text => readings.push(text),
      secrets: [],
    });
    output.push(BLOCK.slice(0, 60));
    output.push(`${BLOCK.slice(60)}\nAKIAABCDEF`);
    output.push('GH12345678\n');
    output.end();
    const clean = '[private key left out]\n[AWS access key left out]\n';
    assert.equal(readings.join(''), clean);
    assert.equal(output.text(), clean);
  });
});

describe('a text that is cut', () => {
  const rows = 'a line of a build\n'.repeat(40);

  it('S28 is not cut within a secret', () => {
    for (let limit = 100; limit < 3_500; limit += 7) {
      const cut = maskSecrets(cutMiddle(`${rows}${BLOCK}\n${rows}`, limit).text);
      assert.doesNotMatch(cut, /MIIEvQ/, `${limit}`);
    }
    const secret = `ghp_${'a1B2c3D4e5'.repeat(4)}`;
    for (let limit = 1; limit < 60; limit += 1) {
      assert.doesNotMatch(maskSecrets(cutLine(`let k = "${secret}";`, limit)), /ghp_a1B2|D4e5/);
      assert.doesNotMatch(maskSecrets(cutMiddle(`let k = "${secret}";`, limit).text), /a1B2|D4e5/);
    }
  });

  it('S28 is not cut within a secret of several lines', () => {
    const units = `${rows.repeat(5)}${BLOCK}\n${rows}`
      .split('\n')
      .map((text, index) => ({ number: index + 1, text: `${index + 1}\t${text}` }));
    for (let characters = 100; characters < 3_500; characters += 7) {
      const { head, tail } = cutUnits(units, { characters, units: 2_000 });
      const shown = [...head, ...tail].map(({ text }) => text).join('\n');
      assert.doesNotMatch(maskSecrets(shown), /MIIEvQ/, `${characters}`);
    }
  });
});

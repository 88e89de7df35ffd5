import assert from 'node:assert/strict';
import { LEVELS } from '../../../src/base/accessLevel.ts';
import { choicesFor, decide, MODES, strictest, type Question } from '../../../src/chat/policy.ts';

const PLAIN = { isGranted: false, isAlways: false, newText: 'no text' } as const;

describe('the policy', () => {
  const table: readonly (readonly [string, string, Partial<Question>, string])[] = [
    ['edit', 'ask', {}, 'ask'],
    ['edit', 'ask', { isGranted: true }, 'allow'],
    ['edit', 'ask', { isGranted: true, newText: 'untrusted text' }, 'ask'],
    ['edit', 'ask', { isAlways: true }, 'allow'],
    ['edit', 'ask', { isAlways: true, newText: 'untrusted text' }, 'ask'],
    ['edit', 'editsOn', {}, 'allow'],
    ['edit', 'editsOn', { newText: 'any text' }, 'allow'],
    ['edit', 'editsOn', { newText: 'untrusted text' }, 'ask'],
    ['edit', 'readOnly', { isGranted: true, isAlways: true }, 'refuse'],
    ['command', 'ask', {}, 'ask'],
    ['command', 'editsOn', {}, 'ask'],
    ['command', 'editsOn', { isAlways: true }, 'ask'],
    ['command', 'editsOn', { isGranted: true }, 'allow'],
    ['command', 'readOnly', { isGranted: true }, 'refuse'],
    ['network', 'ask', {}, 'allow'],
    ['network', 'editsOn', { newText: 'any text' }, 'ask'],
    ['network', 'readOnly', { newText: 'any text' }, 'ask'],
    ['outside', 'editsOn', {}, 'ask'],
    ['outside', 'editsOn', { isAlways: true }, 'allow'],
    ['outside', 'editsOn', { isAlways: true, newText: 'untrusted text' }, 'ask'],
    ['ignored', 'readOnly', {}, 'ask'],
    ['ignored', 'ask', { isGranted: true, newText: 'untrusted text' }, 'allow'],
    ['secret', 'editsOn', {}, 'ask'],
    ['secret', 'editsOn', { isGranted: true }, 'allow'],
    ['protected', 'ask', { isGranted: true, isAlways: true }, 'ask'],
    ['protected', 'editsOn', { isGranted: true, isAlways: true }, 'ask'],
    ['protected', 'readOnly', {}, 'refuse'],
    ['edit', 'newMode', { isGranted: true }, 'ask'],
    ['newLevel', 'editsOn', { isGranted: true, isAlways: true }, 'ask'],
    ['edit', 'constructor', {}, 'ask'],
    ['constructor', 'editsOn', {}, 'ask'],
  ];
  for (const [level, mode, more, verdict] of table) {
    it(`says ${verdict} to ${level} in ${mode} ${JSON.stringify(more)}`, () => {
      assert.equal(decide({ mode, level, ...PLAIN, ...more }), verdict);
    });
  }

  it('S11 cannot be brought to wave through what is protected, in any mode, by any word', () => {
    for (const mode of MODES) {
      for (const newText of ['no text', 'any text', 'untrusted text'] as const) {
        const verdict = decide({
          mode,
          level: 'protected',
          isGranted: true,
          isAlways: true,
          newText,
        });
        assert.notEqual(verdict, 'allow');
      }
    }
  });

  it('takes the strictest of several levels, and asks where there is none', () => {
    assert.equal(strictest(['allow', 'ask']), 'ask');
    assert.equal(strictest(['refuse', 'allow', 'ask']), 'refuse');
    assert.equal(strictest(['allow']), 'allow');
    assert.equal(strictest([]), 'ask');
  });

  it('offers to remember only what all levels of a call remember', () => {
    assert.deepEqual(choicesFor(['edit']), ['approve', 'reject', 'alwaysForChat']);
    assert.deepEqual(choicesFor(['command']), ['approve', 'reject', 'always']);
    assert.deepEqual(choicesFor(['edit', 'protected']), ['approve', 'reject']);
    for (const level of LEVELS) {
      assert.deepEqual(choicesFor([level]).slice(0, 2), ['approve', 'reject'], level);
    }
  });
});

import assert from 'node:assert/strict';
import { decide } from '../../../src/chat/policy.ts';

describe('the policy', () => {
  const table = [
    ['ask', 'edit', false, 'ask'],
    ['ask', 'edit', true, 'allow'],
    ['ask', 'command', false, 'ask'],
    ['ask', 'command', true, 'ask'],
    ['editsOn', 'edit', false, 'allow'],
    ['editsOn', 'edit', true, 'allow'],
    ['editsOn', 'command', false, 'ask'],
    ['editsOn', 'command', true, 'ask'],
    ['readOnly', 'edit', false, 'refuse'],
    ['readOnly', 'edit', true, 'refuse'],
    ['readOnly', 'command', false, 'refuse'],
    ['readOnly', 'command', true, 'refuse'],
    ['newMode', 'edit', true, 'ask'],
    ['newMode', 'command', false, 'ask'],
    ['editsOn', 'newEffect', true, 'ask'],
    ['constructor', 'edit', true, 'ask'],
  ] as const;
  for (const [mode, effect, alwaysEdits, verdict] of table) {
    const always = alwaysEdits ? ', always said' : '';
    it(`says ${verdict} to ${effect} in ${mode}${always}`, () => {
      assert.equal(decide({ mode, effect, alwaysEdits }), verdict);
    });
  }
});

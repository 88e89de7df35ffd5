import assert from 'node:assert/strict';
import { updatePlan } from '../../../src/tools/updatePlan.ts';
import { createInMemoryWorkspace } from '../../support/inMemoryWorkspace.ts';
import { read } from './toolRun.ts';

const step = (state: string, text = 'Look') => ({ text, state });

describe('update_plan', () => {
  it('notes the plan and touches nothing', async () => {
    const workspace = createInMemoryWorkspace();
    const steps = [step('done'), step('done'), step('inProgress'), step('open'), step('open')];
    assert.deepEqual(await read(updatePlan, { steps }, workspace), {
      content: 'Plan noted: 2 of 5 done.',
      summary: '2 of 5 done',
      failed: false,
    });
    assert.deepEqual([workspace.calls, workspace.applied], [[], []]);
  });

  it('takes 1 to 30 steps with at most one in progress', () => {
    const many = (count: number) => Array.from({ length: count }, () => step('open'));
    assert.equal(updatePlan.accept({ steps: many(30) }).kind, 'read');
    for (const steps of [
      [],
      many(31),
      [step('inProgress'), step('inProgress')],
      [step('later')],
      [step('open', '')],
    ]) {
      assert.equal(updatePlan.accept({ steps }).kind, 'refused', JSON.stringify(steps));
    }
  });
});

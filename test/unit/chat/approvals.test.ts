import assert from 'node:assert/strict';
import { createApprovals } from '../../../src/chat/approvals.ts';

const subject = { chatId: 'a', callId: 'c1', hash: 'h' };
const EDIT = ['approve', 'reject', 'alwaysForChat'] as const;
const COMMAND = ['approve', 'reject', 'always'] as const;
const signal = new AbortController().signal;

describe('approvals', () => {
  it('answer the wait of the very thing that was decided on', async () => {
    const approvals = createApprovals();
    const first = approvals.wait({ ...subject, choices: EDIT }, signal);
    const second = approvals.wait({ ...subject, callId: 'c2', choices: EDIT }, signal);
    assert.ok(approvals.decide({ ...subject, callId: 'c2', decision: 'reject' }));
    assert.ok(approvals.decide({ ...subject, decision: 'alwaysForChat' }));
    assert.deepEqual(await Promise.all([first, second]), ['alwaysForChat', 'reject']);
  });

  it('S22 take no decision before it is asked for, nor a second one', async () => {
    const approvals = createApprovals();
    const decision = { ...subject, decision: 'approve' } as const;
    assert.equal(approvals.decide(decision), false);
    const waiting = approvals.wait({ ...subject, choices: COMMAND }, signal);
    assert.equal(approvals.decide(decision), true);
    assert.equal(approvals.decide(decision), false);
    assert.equal(await waiting, 'approve');
  });

  it('S22 tell ids apart that would read the same when put together', async () => {
    const approvals = createApprovals();
    const controller = new AbortController();
    const waiting = approvals.wait(
      { chatId: 'a', callId: 'b","c', hash: 'd', choices: EDIT },
      controller.signal,
    );
    const forged = { chatId: 'a","b', callId: 'c', hash: 'd', decision: 'approve' } as const;
    assert.equal(approvals.decide(forged), false);
    controller.abort();
    await assert.rejects(waiting, { name: 'AbortError' });
  });

  it('S22 never wave commands through for a whole chat', async () => {
    const approvals = createApprovals();
    const waiting = approvals.wait({ ...subject, choices: COMMAND }, signal);
    assert.equal(approvals.decide({ ...subject, decision: 'alwaysForChat' }), false);
    assert.equal(approvals.decide({ ...subject, decision: 'reject' }), true);
    assert.equal(await waiting, 'reject');
  });

  it('R45 end the wait on Stop and take nothing for it afterwards', async () => {
    const approvals = createApprovals();
    const controller = new AbortController();
    const waiting = approvals.wait({ ...subject, choices: EDIT }, controller.signal);
    controller.abort();
    await assert.rejects(waiting, { name: 'AbortError' });
    assert.equal(approvals.decide({ ...subject, decision: 'approve' }), false);
  });
});

import assert from 'node:assert/strict';
import { readTaskAnswers } from '../../../src/api/taskAnswers.ts';
import { isUnknownTask, readTaskStates, type TaskStates } from '../../../src/api/taskStates.ts';

const a = '5f0c2b52-7f7c-4a49-9a0b-2f0f6a4f6d11';
const b = '0d0e3f8a-1f7c-4a49-9a0b-2f0f6a4f6d22';

function read(body: unknown, asked: readonly string[], status: number): TaskStates | undefined {
  const answers = readTaskAnswers(body);
  return answers === undefined ? undefined : readTaskStates(answers, asked, status);
}

const statusOf = (body: unknown, asked = [a], status = 200): unknown =>
  Object.fromEntries(
    [...(read(body, asked, status)?.states ?? [])].map(([id, state]) => [
      id,
      state.status === 'error' ? (state.error.code ?? 'error') : state.status,
    ]),
  );

describe('Reading what became of tasks', () => {
  it('matches rows by taskUUID, in any case and any order, whatever their taskType', () => {
    const body = {
      data: [
        { taskType: 'textInference', taskUUID: b, status: 'processing' },
        { taskType: 'getResponse', taskUUID: a.toUpperCase(), status: 'success', text: 'Hi' },
        { taskUUID: 'somebody else’s', status: 'success', text: 'No' },
      ],
    };
    assert.deepEqual(statusOf(body, [a, b]), { [a]: 'success', [b]: 'processing' });
  });

  it('takes a row without an id for the one task that was asked for', () => {
    assert.deepEqual(statusOf({ data: [{ taskUUID: '', text: 'Hi' }] }), { [a]: 'success' });
    assert.deepEqual(statusOf({ data: [{ text: 'Hi' }] }, [a, b]), {});
  });

  it('takes errors as items, in errors, and alone', () => {
    const error = { code: 'timeoutProvider', message: 'Too slow.' };
    for (const body of [
      { data: [{ taskUUID: a, status: 'error', error }] },
      [{ taskUUID: a, error }],
      { errors: [{ ...error, taskUUID: a }] },
      { data: [], errors: [{ ...error, taskUUID: a, status: 'error' }] },
      { error, taskUUID: a },
    ]) {
      assert.deepEqual(statusOf(body), { [a]: 'timeoutProvider' }, JSON.stringify(body));
    }
    assert.deepEqual(statusOf({ data: [{ taskUUID: a, status: 'error' }] }), { [a]: 'error' });
  });

  it('waits for all results of a task, and keeps those that came where one failed', () => {
    const row = (status: string, more: object = {}): object => ({ taskUUID: a, status, ...more });
    const failed = row('error', { error: { code: 'timeoutProvider' } });
    const done = row('success', { text: 'Hi' });
    assert.deepEqual(statusOf({ data: [done, row('processing')] }), { [a]: 'processing' });
    assert.deepEqual(statusOf({ data: [failed, done] }), { [a]: 'success' });
    const { states } = read({ data: [failed, done, done] }, [a], 200) ?? {};
    const state = states?.get(a);
    assert.equal(state?.status === 'success' && state.items.length, 2);
  });

  it('takes a row that says nothing for the acknowledgement', () => {
    assert.deepEqual(statusOf({ data: [{ taskUUID: a, taskType: 'textInference' }] }), {
      [a]: 'processing',
    });
  });

  it('waits while a row says that it is processed, whatever else it holds', () => {
    const status = 'processing';
    const fields = [{ text: '' }, { text: null }, { finishReason: null }, { text: 'Half of it' }];
    for (const more of fields) {
      assert.deepEqual(statusOf({ data: [{ taskUUID: a, status, ...more }] }), { [a]: status });
    }
    assert.deepEqual(statusOf({ data: [{ taskUUID: a, text: null }] }), { [a]: status });
  });

  it('leaves a task as it was where the asking itself was refused', () => {
    const error = (code: string, more: object = {}): object => ({ errors: [{ code, ...more }] });
    for (const [body, status] of [
      [error('invalidApiKey'), 401],
      [error('rateLimitExceeded', { taskUUID: a }), 429],
      [error('internalServerError', { taskUUID: a }), 500],
      [{ errors: ['It broke'] }, 500],
      // spec/runware-api.md 1.7: with any of three statuses, and the id of the task that was asked for
      ...[200, 400, 429].map(
        it => [error('concurrentRequestLimitExceeded', { taskUUID: a }), it] as const,
      ),
      ...['concurrentRequestLimitExceeded', 'internalServerError'].map(
        it => [error(it, { taskUUID: a, taskType: 'getResponse' }), 200] as const,
      ),
    ] as const) {
      const reply = read(body, [a], status);
      assert.equal(reply?.states.size, 0, JSON.stringify(body));
      assert.ok(reply.refusal);
    }
    // The same words about a task that ended with them.
    const ended = { taskUUID: a, status: 'error' };
    assert.deepEqual(statusOf(error('internalServerError', ended), [a], 500), {
      [a]: 'internalServerError',
    });
    // A task that was refused itself.
    const refused = { taskUUID: a, taskType: 'textInference' };
    assert.deepEqual(statusOf(error('concurrentRequestLimitExceeded', refused)), {
      [a]: 'concurrentRequestLimitExceeded',
    });
  });

  it('knows a task that is not there, alone without its id too', () => {
    const body = { data: [], errors: [{ code: 'taskNotFound', message: 'None.' }] };
    assert.deepEqual(statusOf(body, [a], 404), { [a]: 'taskNotFound' });
    for (const code of ['taskNotFound', 'taskExpired', 'taskFailedOrNotFound', 'taskCancelled']) {
      assert.ok(isUnknownTask({ code }), code);
    }
    for (const code of ['modelNotFound', 'mediaNotFound', 'routeNotFound', 'timeoutProvider']) {
      assert.ok(!isUnknownTask({ code }), code);
    }
    assert.ok(!isUnknownTask({}));
  });

  it('is no reply where nothing of an envelope is there', () => {
    for (const body of [undefined, null, 7, 'x', {}, { data: 7 }, { ok: true }]) {
      assert.equal(read(body, [a], 200), undefined);
    }
  });
});

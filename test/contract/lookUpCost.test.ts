import assert from 'node:assert/strict';
import { ApiError } from '../../src/api/apiErrors.ts';
import { lookUpCost, type TaskCost } from '../../src/api/lookUpCost.ts';
import { error, raw, text } from '../support/runware/answers.ts';
import { thrownBy } from './connection.ts';
import { sendTextTask, withUtilityService, type UtilityService } from './utilityService.ts';

/** What is read of an archive whose entry has exactly this `response`. */
function archived(
  { service, connection, signal }: UtilityService,
  response: unknown,
): Promise<TaskCost> {
  const taskUUID = crypto.randomUUID();
  const entry = { taskType: 'getTaskDetails', taskUUID, request: [], response };
  const headers = { 'content-type': 'application/json' };
  const chunks = [JSON.stringify({ data: [entry] })];
  service.enqueueFault('getTaskDetails', raw(chunks, { headers }));
  return lookUpCost(connection, taskUUID, signal);
}

describe('What a task cost, asked for by its id', () => {
  it('is the billed cost of a task that is done', () =>
    withUtilityService(async ({ service, connection, signal }) => {
      service.enqueue(text('Hello.', { cost: 0.00204 }));
      const taskUUID = await sendTextTask(service);
      assert.deepEqual(await lookUpCost(connection, taskUUID, signal), {
        state: 'billed',
        costUsd: 0.00204,
      });
    }));

  it('R53: is the sum of several results, to the cent', () =>
    withUtilityService(async ({ service, connection, signal }) => {
      service.enqueue(text('Hello.', { cost: 0.1 }));
      const taskUUID = await sendTextTask(service, { numberResults: 3 });
      assert.deepEqual(await lookUpCost(connection, taskUUID, signal), {
        state: 'billed',
        costUsd: 0.3,
      });
    }));

  it('is not there yet while the task runs', () =>
    withUtilityService(async ({ service, connection, signal }) => {
      service.enqueue(text('Hello.', { pollsBeforeDone: 2 }));
      const taskUUID = await sendTextTask(service, { deliveryMethod: 'async' });
      assert.deepEqual(await lookUpCost(connection, taskUUID, signal), { state: 'running' });
    }));

  it('is nothing for a task that failed', () =>
    withUtilityService(async ({ service, connection, signal }) => {
      service.enqueue(error(500, 'providerUnavailable'));
      const taskUUID = await sendTextTask(service);
      assert.deepEqual(await lookUpCost(connection, taskUUID, signal), { state: 'failed' });
    }));

  it('is unknown for a task that the service does not know', () =>
    withUtilityService(async ({ connection, signal }) => {
      assert.deepEqual(await lookUpCost(connection, crypto.randomUUID(), signal), {
        state: 'unknown',
      });
    }));

  it('is read from every form of the archive', () =>
    withUtilityService(async utility => {
      const billed = (costUsd?: number): TaskCost => ({ state: 'billed', costUsd });
      const failed: TaskCost = { state: 'failed' };
      const running: TaskCost = { state: 'running' };
      const forms: readonly (readonly [unknown, TaskCost])[] = [
        [{ data: [{ text: '…', cost: '0.00204' }] }, billed(0.00204)],
        [{ data: [{ usage: { cost: 0.5 } }] }, billed(0.5)],
        [{ data: [{ usage: { costBreakdown: { total: 0.25 } } }] }, billed(0.25)],
        [{ data: { cost: 1 } }, billed(1)],
        [{ data: [{ cost: 0 }] }, billed(0)],
        [{ data: [{ cost: 1 }, { cost: 2 }], errors: [] }, billed(3)],
        // What one part cost is not known, so what all cost is not.
        [{ data: [{ cost: 1 }, { text: '…' }] }, billed()],
        [{ data: [{ text: '…' }] }, billed()],
        [{ data: [{ cost: 1 }], errors: [{ code: 'taskFailed' }] }, billed(1)],
        [{ response: { data: [{ cost: 2 }] } }, billed(2)],
        [{ errors: [{ code: 'taskFailed', message: 'No.' }] }, failed],
        [{ errors: { errorCode: 'providerUnavailable', additionalDetails: {} } }, failed],
        [{ data: [], errors: { errorCode: 'providerUnavailable' } }, failed],
        [{ response: { errors: { errorCode: 'providerUnavailable' } } }, failed],
        [{ error: { code: 'taskFailed' } }, failed],
        [null, running],
        [undefined, running],
        [[], running],
        [{}, billed()],
      ];
      for (const [response, expected] of forms) {
        const said = JSON.stringify(response);
        assert.deepEqual(await archived(utility, response), expected, said);
      }
    }));

  it('is not guessed when the question was not answered', () =>
    withUtilityService(async ({ service, connection, signal }) => {
      for (const fault of [error(500, 'internalServerError'), error(404, 'routeNotFound')]) {
        service.enqueueFault('getTaskDetails', fault);
        const thrown = await thrownBy(lookUpCost(connection, crypto.randomUUID(), signal));
        assert.ok(thrown instanceof ApiError, fault.code);
      }
    }));
});

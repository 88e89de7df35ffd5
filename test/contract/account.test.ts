import assert from 'node:assert/strict';
import { readBalance } from '../../src/api/account.ts';
import { isAbort } from '../../src/base/errors.ts';
import { error, html, raw } from '../support/runware/answers.ts';
import { localKey } from '../support/runware/service.ts';
import { thrownBy } from './connection.ts';
import { withUtilityService } from './utilityService.ts';

describe('The balance of the account', () => {
  for (const balanceAs of ['object', 'number'] as const) {
    it(`is read where it comes as ${balanceAs}`, () =>
      withUtilityService(
        async ({ connection, signal }) => {
          assert.deepEqual(await readBalance(connection, signal), { usd: 25 });
        },
        { service: { balanceAs } },
      ));
  }

  it('is read from text too, and may be below nothing', () =>
    withUtilityService(async ({ service, connection, signal }) => {
      for (const [balance, usd] of [
        ['24.50', 24.5],
        [-0.25, -0.25],
        [{ amount: '24.5', freeBalance: 0 }, 24.5],
        [{ amount: 3, freeBalance: '1', currency: 'usd' }, 3],
      ] as const) {
        service.enqueueFault('accountManagement', account({ balance }));
        assert.deepEqual(await readBalance(connection, signal), { usd }, JSON.stringify(balance));
      }
    }));

  it('is not taken for dollars when it is something else, or is not there', () =>
    withUtilityService(async ({ service, connection, signal }) => {
      for (const [details, words] of [
        [{ balance: { amount: 3, currency: 'EUR' } }, /3 EUR/],
        [{ balance: 'a lot' }, /did not say/],
        [{ balance: { freeBalance: 1 } }, /did not say/],
        [{}, /did not say/],
      ] as const) {
        service.enqueueFault('accountManagement', account(details));
        const balance = await readBalance(connection, signal);
        assert.ok('problem' in balance, JSON.stringify(details));
        assert.match(balance.problem, words);
      }
    }));

  it('may be hidden from a key, which is said with where it can be seen', () =>
    withUtilityService(async ({ service, connection, signal }) => {
      for (const refusal of [
        error(403, 'insufficientPermissions'),
        error(400, 'permissionDenied'),
        error(403, 'somethingElse'),
      ]) {
        service.enqueueFault('accountManagement', refusal);
        const balance = await readBalance(connection, signal);
        assert.ok('problem' in balance, refusal.code);
        assert.match(balance.problem, /may not read the balance.*https:\/\/my\.runware\.ai\//);
      }
    }));

  it('R43, R44: is a problem in words when it cannot be asked for', () =>
    withUtilityService(async ({ service, connection, signal }) => {
      service.enqueueFault('accountManagement', html(200));
      const portal = await readBalance(connection, signal);
      assert.ok('problem' in portal);
      assert.match(portal.problem, /login page/);
      const strange = { ...connection, key: () => Promise.resolve('nobody-has-it') };
      const refused = await readBalance(strange, signal);
      assert.ok('problem' in refused);
      assert.match(refused.problem, /does not accept the API key/);
      assert.doesNotMatch(JSON.stringify([portal, refused]), new RegExp(`${localKey}|nobody-has`));
    }));

  it('can be given up', () =>
    withUtilityService(async ({ connection }) => {
      assert.ok(isAbort(await thrownBy(readBalance(connection, AbortSignal.abort()))));
    }));
});

function account(details: object): ReturnType<typeof raw> {
  const body = { data: [{ taskType: 'accountManagement', operation: 'getDetails', ...details }] };
  return raw([JSON.stringify(body)], { headers: { 'content-type': 'application/json' } });
}

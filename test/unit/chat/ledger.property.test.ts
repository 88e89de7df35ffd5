import assert from 'node:assert/strict';
import fc from 'fast-check';
import { createLedger, type LedgerPort } from '../../../src/chat/ledger.ts';
import { createInMemoryLedger } from '../../support/inMemoryLedger.ts';

const NOW = new Date(2026, 10, 25, 12).getTime();
const LIMIT_CENTS = 100;

interface Plan {
  readonly boundCents: number;
  readonly then: 'settle' | 'release' | 'leave';
  /** Share of the bound that is billed, in percent. */
  readonly billed: number;
}

const plan: fc.Arbitrary<Plan> = fc.record({
  boundCents: fc.integer({ min: 1, max: 70 }),
  then: fc.constantFrom('settle', 'release', 'leave'),
  billed: fc.integer({ min: 0, max: 100 }),
});
const windows = fc.array(fc.array(plan, { minLength: 1, maxLength: 6 }), {
  minLength: 2,
  maxLength: 4,
});

/** What each request that went out has cost or may still cost, in cents. */
type Exposures = Map<string, number>;
const sumOf = (exposures: Exposures): number =>
  [...exposures.values()].reduce((sum, cents) => sum + cents, 0);

interface Told {
  readonly accepted: (taskUUID: string) => void;
  readonly refused: (boundCents: number) => void;
}

/** One window does its requests one after the other. */
async function work(
  port: LedgerPort,
  name: string,
  plans: readonly Plan[],
  exposures: Exposures,
  told: Partial<Told> = {},
): Promise<void> {
  const ledger = createLedger(port, () => NOW);
  for (const [index, { boundCents, then, billed }] of plans.entries()) {
    const taskUUID = `${name}${index}`;
    const entry = { taskUUID, chatId: 'chat', model: 'model', boundUsd: boundCents / 100 };
    const { ok } = await ledger.reserve(entry, LIMIT_CENTS / 100);
    if (!ok) {
      told.refused?.(boundCents);
      continue;
    }
    exposures.set(taskUUID, boundCents);
    told.accepted?.(taskUUID);
    if (then === 'settle') {
      const cents = Math.floor((boundCents * billed) / 100);
      exposures.set(taskUUID, cents);
      await ledger.settle(taskUUID, cents / 100);
    } else if (then === 'release') {
      exposures.delete(taskUUID);
      await ledger.release(taskUUID);
    }
  }
}

/** Every call takes time before it has its effect and again before the window hears of it. */
function scheduled(port: LedgerPort, scheduler: fc.Scheduler): LedgerPort {
  const slowly = async <T>(act: () => Promise<T>): Promise<T> => {
    await scheduler.schedule(Promise.resolve());
    const result = await act();
    await scheduler.schedule(Promise.resolve());
    return result;
  };
  return {
    append: (day, line) => slowly(() => port.append(day, line)),
    read: day => slowly(() => port.read(day)),
    days: () => slowly(() => port.days()),
  };
}

/** A window that is killed at its n-th append: part of the line is written, and it goes on no more. */
function killedAt(port: LedgerPort, n: number, written: number): LedgerPort {
  let appends = 0;
  const never = new Promise<never>(() => undefined);
  return {
    ...port,
    append: async (day, line) => {
      appends += 1;
      if (appends < n) return port.append(day, line);
      if (written > 0) await port.append(day, line.slice(0, written));
      return never;
    },
  };
}

describe('the ledger of several windows', () => {
  it('R54 R55 never accepts more than the limit, however their steps interleave', async () => {
    await fc.assert(
      fc.asyncProperty(windows, fc.scheduler(), async (plans, scheduler) => {
        const exposures: Exposures = new Map();
        const port = scheduled(createInMemoryLedger(), scheduler);
        const accepted = (): void => {
          assert.ok(sumOf(exposures) <= LIMIT_CENTS, `${sumOf(exposures)} cents are out`);
        };
        const all = plans.map((own, n) => work(port, `w${n}-`, own, exposures, { accepted }));
        await scheduler.waitFor(Promise.all(all));
        const { billedUsd, pendingUsd } = await finalDay(port, scheduler);
        assert.equal(Math.round((billedUsd + pendingUsd) * 1e9), sumOf(exposures) * 1e7);
      }),
      { numRuns: 200 },
    );
  });

  it('R54 R55 refuses nothing that there was room for, however their steps interleave', async () => {
    await fc.assert(
      fc.asyncProperty(windows, fc.scheduler(), async (plans, scheduler) => {
        const exposures: Exposures = new Map();
        const refusals: number[] = [];
        const port = scheduled(createInMemoryLedger(), scheduler);
        const refused = (cents: number): void => {
          refusals.push(cents);
        };
        const all = plans.map((own, n) => {
          const left = own.map(one => ({ ...one, then: 'leave' as const }));
          return work(port, `w${n}-`, left, exposures, { refused });
        });
        await scheduler.waitFor(Promise.all(all));
        for (const cents of refusals) assert.ok(sumOf(exposures) + cents > LIMIT_CENTS);
      }),
      { numRuns: 200 },
    );
  });

  it('R55 holds the limit when windows are killed in the middle of a line', async () => {
    await fc.assert(
      fc.asyncProperty(
        windows,
        fc.array(fc.record({ at: fc.integer({ min: 1, max: 8 }), written: fc.nat(250) }), {
          minLength: 1,
          maxLength: 3,
        }),
        fc.scheduler(),
        async (plans, kills, scheduler) => {
          const exposures: Exposures = new Map();
          const shared = createInMemoryLedger();
          const accepted = (): void => {
            assert.ok(sumOf(exposures) <= LIMIT_CENTS, `${sumOf(exposures)} cents are out`);
          };
          const survivors = plans.flatMap((own, n) => {
            const kill = kills[n];
            const port = scheduled(shared, scheduler);
            if (kill === undefined) return [work(port, `w${n}-`, own, exposures, { accepted })];
            const dying = killedAt(port, kill.at, kill.written);
            void work(dying, `w${n}-`, own, exposures, { accepted });
            return [];
          });
          await scheduler.waitIdle();
          await Promise.all(survivors);
          // A window that died had not yet written that its request cost less.
          const { billedUsd, pendingUsd } = await createLedger(shared, () => NOW).day();
          assert.ok(Math.round((billedUsd + pendingUsd) * 1e9) >= sumOf(exposures) * 1e7);
        },
      ),
      { numRuns: 200 },
    );
  });

  it('R47 makes spending look no smaller for a damaged line, but for the request it was about', async () => {
    await fc.assert(
      fc.asyncProperty(
        windows,
        windows,
        fc.nat(),
        fc.nat(60),
        fc.scheduler(),
        async (before, after, which, kept, scheduler) => {
          const exposures: Exposures = new Map();
          const shared = createInMemoryLedger();
          const port = scheduled(shared, scheduler);
          const first = before.map((own, n) => work(port, `b${n}-`, own, exposures));
          await scheduler.waitFor(Promise.all(first));

          for (const [day, text] of shared.texts) {
            const lines = text.split('\n').slice(1);
            const index = which % lines.length;
            const hit = /"taskUUID":"([^"]+)"/.exec(lines[index] ?? '')?.[1] ?? '';
            lines[index] = (lines[index] ?? '').slice(0, kept);
            // An emptied line leaves no trace, as one that was never written.
            if (kept === 0) lines[index] = '?';
            shared.texts.set(day, lines.map(line => `\n${line}`).join(''));
            exposures.delete(hit);
          }
          const { billedUsd, pendingUsd } = await createLedger(shared, () => NOW).day();
          assert.ok(Math.round((billedUsd + pendingUsd) * 1e9) >= sumOf(exposures) * 1e7);

          const accepted = (): void => {
            assert.ok(sumOf(exposures) <= LIMIT_CENTS, `${sumOf(exposures)} cents are out`);
          };
          const later = after.map((own, n) => work(port, `a${n}-`, own, exposures, { accepted }));
          await scheduler.waitFor(Promise.all(later));
        },
      ),
      { numRuns: 200 },
    );
  });
});

async function finalDay(
  port: LedgerPort,
  scheduler: fc.Scheduler,
): Promise<{ readonly billedUsd: number; readonly pendingUsd: number }> {
  return scheduler.waitFor(createLedger(port, () => NOW).day());
}

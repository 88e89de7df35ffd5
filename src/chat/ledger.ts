import { Emitter, type Event } from '../base/emitter.ts';
import {
  readLedgerDay,
  writeEntry,
  type Booking,
  type LedgerDay,
  type LedgerEntry,
} from './ledgerDay.ts';
import { nanoFromLimit, nanoFromUsd, usdFromNano } from './money.ts';

/** Where the ledger is kept: an append-only text for each day, shared by all windows. */
export interface LedgerPort {
  /**
   * Appends one line, whole and on a line of its own whatever stands before it; resolves once the
   * operating system has it. All windows' lines have one order, and a `read` that begins afterwards
   * holds this line and every line before it.
   * @throws if it cannot be written (disk full, no permission); part of the line may stand there
   */
  append(day: string, line: string): Promise<void>;
  /** All lines of the day; empty if there are none. */
  read(day: string): Promise<string>;
  /** Days that have lines, as YYYY-MM-DD, newest first. */
  days(): Promise<readonly string[]>;
}

export interface Reservation {
  readonly taskUUID: string;
  readonly chatId: string;
  readonly model: string;
  /** The most that the request can cost, in USD; 0 where nobody knows and there is no limit. */
  readonly boundUsd: number;
}

export type ReserveResult =
  | { readonly ok: true }
  /** What the day's requests have cost and may still cost, without this one; USD. */
  | { readonly ok: false; readonly spentUsd: number; readonly pendingUsd: number };

/** An answer whose bill is not known. */
export interface PendingAnswer {
  readonly taskUUID: string;
  readonly chatId: string;
  readonly boundUsd: number;
  /** When it was reserved, in ms since 1970. */
  readonly at: number;
}

export interface LedgerDaySum {
  /** YYYY-MM-DD in local time. */
  readonly day: string;
  readonly billedUsd: number;
  readonly requests: number;
}

/** What all windows spend. Everything throws what the port throws. */
export interface Ledger {
  /** This window has written a bill: what its day has cost may be another sum. */
  readonly onSettled: Event<undefined>;
  /**
   * Books the most that a request may cost on today, unless the day's limit (USD) forbids it. If it
   * throws, nothing may be sent.
   */
  reserve(entry: Reservation, dayLimitUsd: number | undefined): Promise<ReserveResult>;
  /**
   * What was billed replaces the bound, on the day of the reservation. If it throws, the bound stays.
   * @throws RangeError if the cost is no amount of money
   */
  settle(taskUUID: string, costUsd: number): Promise<void>;
  /** It was not billed. */
  release(taskUUID: string): Promise<void>;
  /** Reserved and neither settled nor released, by any window, in the last seven days. */
  pending(): Promise<readonly PendingAnswer[]>;
  /** Today. */
  day(): Promise<{ readonly billedUsd: number; readonly pendingUsd: number }>;
  /** The last days, at most so many, on which anything was sent; newest first. */
  history(days: number): Promise<readonly LedgerDaySum[]>;
}

/** Files that are looked through for a request of another window or of before a reload. */
const RECENT_DAYS = 7;

/**
 * The limit holds without a lock, so nothing can go stale: a window appends its reservation, reads
 * the day back, and goes by what stands before its own line. Of two windows at once one comes first
 * in the text and the other counts it (R55). A window that crashes leaves a line at most, and that
 * counts until somebody has asked the service what became of the request.
 */
export function createLedger(port: LedgerPort, now: () => number): Ledger {
  /** Of this window's open requests, so that none is looked for. */
  const bookedOn = new Map<string, string>();
  const settled = new Emitter<undefined>();

  const append = (day: string, entry: LedgerEntry): Promise<void> =>
    port.append(day, writeEntry(entry));
  const readDay = async (day: string): Promise<LedgerDay> => readLedgerDay(await port.read(day));
  const recentDays = async (): Promise<readonly string[]> =>
    (await port.days()).slice(0, RECENT_DAYS);

  const dayOf = async (taskUUID: string): Promise<string | undefined> => {
    const known = bookedOn.get(taskUUID);
    if (known !== undefined) return known;
    for (const day of await recentDays()) {
      if ((await readDay(day)).bookings.has(taskUUID)) return day;
    }
    return undefined;
  };

  const appendRelease = (day: string, taskUUID: string): Promise<void> =>
    append(day, { type: 'released', at: now(), taskUUID });

  return {
    onSettled: settled.event,
    reserve: async ({ taskUUID, chatId, model, boundUsd }, dayLimitUsd) => {
      const at = now();
      const day = localDay(at);
      const boundNano = nanoFromUsd(boundUsd);
      const limit = dayLimitUsd === undefined ? {} : { limitNano: nanoFromLimit(dayLimitUsd) };
      try {
        await append(day, { type: 'reserved', at, taskUUID, chatId, model, boundNano, ...limit });
        const decision = (await readDay(day)).decisions.get(taskUUID);
        if (decision === undefined) throw new Error(`The ledger of ${day} lost a reservation`);
        if (decision.granted) {
          bookedOn.set(taskUUID, day);
          return { ok: true };
        }
        // For a reader that cannot tell any more, because a line before this one is damaged.
        await appendRelease(day, taskUUID);
        return {
          ok: false,
          spentUsd: usdFromNano(decision.billedNano),
          pendingUsd: usdFromNano(decision.pendingNano),
        };
      } catch (error) {
        // The line may stand there although nothing will be sent. If this fails too, it counts until
        // the service is asked.
        await appendRelease(day, taskUUID).catch(() => undefined);
        throw error;
      }
    },
    settle: async (taskUUID, costUsd) => {
      const costNano = nanoFromUsd(costUsd);
      const at = now();
      const day = (await dayOf(taskUUID)) ?? localDay(at);
      await append(day, { type: 'settled', at, taskUUID, costNano });
      bookedOn.delete(taskUUID);
      settled.fire(undefined);
    },
    release: async taskUUID => {
      const day = await dayOf(taskUUID);
      if (day === undefined) return;
      await appendRelease(day, taskUUID);
      bookedOn.delete(taskUUID);
    },
    pending: async () => {
      const days = await Promise.all((await recentDays()).map(readDay));
      return days.flatMap(({ bookings }) => pendingIn(bookings));
    },
    day: async () => {
      const { billedNano, pendingNano } = await readDay(localDay(now()));
      return { billedUsd: usdFromNano(billedNano), pendingUsd: usdFromNano(pendingNano) };
    },
    history: async days => {
      const sums: LedgerDaySum[] = [];
      for (const day of await port.days()) {
        if (sums.length === days) break;
        const { bookings, billedNano } = await readDay(day);
        const requests = [...bookings.values()].filter(wasSent).length;
        if (requests > 0) sums.push({ day, billedUsd: usdFromNano(billedNano), requests });
      }
      return sums;
    },
  };
}

function pendingIn(bookings: LedgerDay['bookings']): PendingAnswer[] {
  return Array.from(bookings).flatMap(([taskUUID, { chatId, at, openNano }]) =>
    openNano === undefined ? [] : [{ taskUUID, chatId, at, boundUsd: usdFromNano(openNano) }],
  );
}

function wasSent({ openNano, billedNano }: Booking): boolean {
  return openNano !== undefined || billedNano !== undefined;
}

/** YYYY-MM-DD where the user is: a limit for the day begins anew at their midnight. */
function localDay(at: number): string {
  const date = new Date(at);
  const parts = [date.getFullYear(), date.getMonth() + 1, date.getDate()];
  return parts.map(part => String(part).padStart(2, '0')).join('-');
}

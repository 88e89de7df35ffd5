import * as z from 'zod';
import { parseJson } from '../base/json.ts';

/**
 * One day of the ledger: an append-only text that all windows write to, one JSON line an entry.
 * Amounts are whole nano-dollars, `at` is ms since 1970.
 */
const Nano = z.int().nonnegative();

const LedgerEntry = z.discriminatedUnion('type', [
  /** Asks for the most that a request may cost. Whether it is granted follows from what stands before. */
  z.object({
    type: z.literal('reserved'),
    at: z.number(),
    taskUUID: z.string(),
    chatId: z.string(),
    model: z.string(),
    boundNano: Nano,
    /** The day's limit as this window has it; absent if there is none. */
    limitNano: Nano.optional(),
  }),
  /** What was billed, in place of the bound. */
  z.object({ type: z.literal('settled'), at: z.number(), taskUUID: z.string(), costNano: Nano }),
  /** It was refused or not billed. */
  z.object({ type: z.literal('released'), at: z.number(), taskUUID: z.string() }),
]);
export type LedgerEntry = z.infer<typeof LedgerEntry>;

export interface Booking {
  readonly chatId: string;
  readonly at: number;
  /** The most that it may still cost; undefined once it was settled or released. */
  readonly openNano: number | undefined;
  /** Undefined as long as nobody knows. */
  readonly billedNano: number | undefined;
}

/** Whether a reservation was granted, and what stood before it. */
export interface Decision {
  readonly granted: boolean;
  readonly billedNano: number;
  readonly pendingNano: number;
}

export interface LedgerDay {
  readonly bookings: ReadonlyMap<string, Booking>;
  /** By taskUUID; for one that was asked for again, of the last time. */
  readonly decisions: ReadonlyMap<string, Decision>;
  readonly billedNano: number;
  readonly pendingNano: number;
}

/**
 * Reads a day. A reservation is granted by what stands before it in the text and by nothing else, so
 * every reader comes to the same answer about every reservation, whenever it reads.
 *
 * A line that cannot be read is skipped. It may have been the bill of a smaller sum that made room
 * for a later reservation; so behind such a line each reservation counts unless it was released.
 */
export function readLedgerDay(text: string): LedgerDay {
  const bookings = new Map<string, Booking>();
  const decisions = new Map<string, Decision>();
  let billedNano = 0;
  let pendingNano = 0;
  let damaged = false;

  const book = (taskUUID: string, booking: Booking): void => {
    const before = bookings.get(taskUUID);
    billedNano += (booking.billedNano ?? 0) - (before?.billedNano ?? 0);
    pendingNano += (booking.openNano ?? 0) - (before?.openNano ?? 0);
    bookings.set(taskUUID, booking);
  };

  for (const line of text.split('\n')) {
    if (line === '') continue;
    const entry = readEntry(line);
    if (entry === undefined) {
      damaged = true;
      continue;
    }
    const { taskUUID, at } = entry;
    const before = bookings.get(taskUUID);
    switch (entry.type) {
      case 'reserved': {
        const sum = billedNano + pendingNano + entry.boundNano;
        const granted = entry.limitNano === undefined || sum <= entry.limitNano;
        decisions.set(taskUUID, { granted, billedNano, pendingNano });
        if (!granted && !damaged) break;
        // An id that is reserved twice may be billed twice.
        const openNano = (before?.openNano ?? 0) + entry.boundNano;
        book(taskUUID, { chatId: entry.chatId, at, openNano, billedNano: before?.billedNano });
        break;
      }
      case 'settled':
        // Two windows may ask for the same bill; the higher one stands.
        book(taskUUID, {
          chatId: before?.chatId ?? '',
          at: before?.at ?? at,
          openNano: undefined,
          billedNano: Math.max(before?.billedNano ?? 0, entry.costNano),
        });
        break;
      case 'released':
        if (before !== undefined) book(taskUUID, { ...before, openNano: undefined });
        break;
    }
  }
  return { bookings, decisions, billedNano, pendingNano };
}

/** One line of the text. */
export function writeEntry(entry: LedgerEntry): string {
  return JSON.stringify(entry);
}

function readEntry(line: string): LedgerEntry | undefined {
  return LedgerEntry.safeParse(parseJson(line)).data;
}

import * as l10n from '@vscode/l10n';
import type { Disposable } from '../base/disposable.ts';
import { Emitter, type Event } from '../base/emitter.ts';
import { PlumbError } from '../base/errors.ts';
import type { ChatEvent } from './events.ts';
import { readInSlices } from './readInSlices.ts';
import type { LogPort } from './sessionLog.ts';

/**
 * Lets one window write to a chat (invariant 11), and keeps a chat in step that another one writes
 * to: a log is only ever added to, so that what is new is what stands behind what was read.
 */
export interface ChatHold extends Disposable {
  /** Another window has the chat, as far as this one knows. */
  readonly isElsewhere: boolean;
  readonly onChange: Event<undefined>;
  /**
   * Takes the chat for this window before something is written.
   * @throws PlumbError if another window has it, or wrote to it since it was read: what is new is
   * shown then, and the next try may do
   */
  take(): Promise<void>;
  /** Takes it from another window, whose next write fails. */
  takeOver(): Promise<void>;
  /** Looks who has it, and reads what is new. */
  look(): Promise<void>;
  /** Looks whenever the log or who has it changes, until disposed. */
  follow(): Disposable;
  /** As the port's; @throws PlumbError if another window took the chat over */
  append(chatId: string, lines: string): Promise<void>;
}

export interface HoldOptions {
  readonly log: LogPort;
  readonly chatId: string;
  /** How much of the log is known, in bytes. */
  readonly known: number;
  readonly isElsewhere: boolean;
  /** Called with each event that another window wrote. */
  readonly onEvent: (event: ChatEvent) => void;
  /** Whether this window is writing to it just now: then it knows who does. */
  readonly isBusy: () => boolean;
  /** Called if the log of another window cannot be read. */
  readonly onFailure: (error: unknown) => void;
  /** This window has the chat now, and everything that others wrote is known. */
  readonly onTaken: (log: { readonly torn: boolean }) => void;
}

export function createChatHold(options: HoldOptions): ChatHold {
  const { log, chatId, onEvent, onTaken, isBusy, onFailure } = options;
  const changed = new Emitter<undefined>();
  let known = options.known;
  let isElsewhere = options.isElsewhere;
  /** This session took the chat; another one of the same window may have it too. */
  let isMine = false;
  /** Called once the log is there: before, there was nothing to watch. */
  const begun = new Set<() => void>();
  let catchingUp: Promise<unknown> = Promise.resolve();

  const setElsewhere = (now: boolean): void => {
    if (isElsewhere === now) return;
    isElsewhere = now;
    changed.fire(undefined);
  };
  /** @param withEnd nobody else writes any more: what stands behind the last line feed is all of it */
  const readNew = async (withEnd: boolean): Promise<{ found: number; torn: boolean }> => {
    const size = (await log.size(chatId)) ?? 0;
    if (size <= known) return { found: 0, torn: false };
    let found = 0;
    const add = (event: ChatEvent): void => {
      found += 1;
      onEvent(event);
    };
    const part = await readInSlices(log.pieces(chatId, known), add, withEnd);
    known += withEnd ? part.bytes : part.wholeBytes;
    return { found, torn: withEnd && part.torn };
  };
  const catchUp = (withEnd: boolean): Promise<{ found: number; torn: boolean }> => {
    const reading = catchingUp.then(() => readNew(withEnd));
    catchingUp = reading.catch(() => undefined);
    return reading;
  };
  /** @returns how many events another window had added */
  const taken = async (): Promise<number> => {
    const wasElsewhere = isElsewhere;
    isMine = true;
    const { found, torn } = await catchUp(true);
    if (found > 0 || torn || wasElsewhere) onTaken({ torn });
    setElsewhere(false);
    return found;
  };

  /** Whether nobody took the chat meanwhile and wrote to it. */
  const retaken = async (): Promise<boolean> =>
    (await log.holds.take(chatId)) && ((await log.size(chatId)) ?? 0) <= known;

  const look = async (): Promise<void> => {
    const is = await log.holds.isElsewhere(chatId);
    const mine = await log.holds.has(chatId);
    if (!is && isElsewhere) {
      // The turn that ran there has ended, or broke off; it is this window that can tell so now.
      const { torn } = await catchUp(true);
      onTaken({ torn });
    } else if (!mine) await catchUp(false);
    setElsewhere(is);
  };

  return {
    get isElsewhere() {
      return isElsewhere;
    },
    onChange: changed.event,
    take: async () => {
      if (isMine && !isElsewhere && (await log.holds.has(chatId))) return;
      if (!(await log.holds.take(chatId))) {
        await catchUp(false);
        setElsewhere(true);
        throw new PlumbError(openElsewhere());
      }
      if ((await taken()) === 0) return;
      throw new PlumbError(
        l10n.t('This chat went on in another window. See what is new, then send again.'),
      );
    },
    takeOver: async () => {
      await log.holds.take(chatId, true);
      await taken();
    },
    look,
    follow: () => {
      let isLooking = false;
      let again = false;
      const lookInTurn = (): void => {
        again = isLooking;
        if (isLooking || isBusy()) return;
        isLooking = true;
        void look()
          .catch(onFailure)
          .finally(() => {
            isLooking = false;
            if (again) lookInTurn();
          });
      };
      let watching = log.watch(chatId, lookInTurn);
      const renew = (): void => {
        watching.dispose();
        watching = log.watch(chatId, lookInTurn);
      };
      begun.add(renew);
      return {
        dispose: () => {
          begun.delete(renew);
          watching.dispose();
        },
      };
    },
    append: async (id, lines) => {
      if (!(await log.holds.has(chatId)) && !(await retaken())) {
        setElsewhere(true);
        throw new PlumbError(openElsewhere());
      }
      const isFirst = known === 0;
      try {
        await log.append(id, lines);
        known += Buffer.byteLength(lines);
      } catch (error) {
        // Part of it may stand there, and is no news.
        known = (await log.size(chatId)) ?? known;
        throw error;
      }
      if (isFirst) for (const renew of begun) renew();
    },
    dispose: () => {
      changed.dispose();
      if (isMine) log.holds.release(chatId);
    },
  };
}

/** Why nothing can be added now, for people. */
export function openElsewhere(): string {
  return l10n.t('This chat is open in another window. Go on there, or close it there first.');
}

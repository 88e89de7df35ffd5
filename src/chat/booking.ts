import type { ModelAnswer, ModelRequest, ServiceTool } from '../api/modelClient.ts';
import type { Logger } from '../base/logger.ts';
import type { Purpose } from './events.ts';
import { prefixBreak, prefixOf } from './prefix.ts';
import { boundUsd, cacheSavingUsd, costUsd } from './price.ts';
import { spendingOf } from './spending.ts';
import type { Asking } from './turn.ts';

/** Books what one request costs, from before it is sent until its bill is there. */
export interface Booking {
  /**
   * Books the most that the request can cost and logs it, before it leaves (invariant 7).
   * @throws BudgetError if it could pass a limit; it must not be sent then
   */
  beforeSend(taskUUID: string): Promise<void>;
  /** Notes that this id is not billed; it is booked by the next step of the booking. */
  unbilled(taskUUID: string): void;
  /** Books the bill of the answers to the request. */
  answered(taskUUID: string, answers: readonly ModelAnswer[]): Promise<void>;
  /** Books what was noted as not billed; the rest stays pending until the service tells. */
  close(): Promise<void>;
}

export function createBooking(turn: Asking, request: ModelRequest, purpose?: Purpose): Booking {
  const { facts } = turn.settings();
  const price = facts?.price;
  const size = turn.sizer.sizeOf(request);
  const mostUsd =
    price === undefined
      ? undefined
      : boundUsd(
          {
            promptTokens: size.boundTokens,
            maxTokens: request.maxTokens,
            numberResults: request.numberResults ?? 1,
          },
          price,
        );
  const unbilled: string[] = [];
  /** Ids whose bound is booked. */
  const reserved = new Set<string>();
  const logged = new Set<string>();
  let logging: Promise<void> | undefined;
  let isFirst = true;

  const settle = async (taskUUID: string, usd: number): Promise<void> => {
    await book(turn.budget.settle(taskUUID, usd), turn.logger);
    await turn.emit({ type: 'costSettled', at: turn.now(), taskUUID, costUsd: usd });
  };
  const free = async (taskUUID: string): Promise<void> => {
    if (!reserved.delete(taskUUID)) return;
    await book(turn.budget.release(taskUUID), turn.logger);
    if (!logged.has(taskUUID)) return;
    await turn.emit({ type: 'costSettled', at: turn.now(), taskUUID, costUsd: 0 });
  };
  const close = async (): Promise<void> => {
    await logging?.catch(() => undefined);
    for (const taskUUID of unbilled.splice(0)) await free(taskUUID);
  };
  const tellBreak = async (prefix: string): Promise<void> => {
    const broken = prefixBreak(turn.history, request, prefix, size.estimatedTokens);
    if (broken === undefined) return;
    const extraUsd =
      price === undefined ? undefined : cacheSavingUsd(broken.tokens, price, size.estimatedTokens);
    await turn.emit({
      type: 'prefixBroken',
      at: turn.now(),
      ...broken,
      ...(extraUsd === undefined ? {} : { extraUsd }),
    });
  };

  /** Logs the request, whose bound is booked. Stopped meanwhile it does not leave, and costs nothing. */
  const log = async (taskUUID: string): Promise<void> => {
    try {
      const offers = offersOf(request);
      const prefix = await prefixOf(request);
      turn.signal.throwIfAborted();
      if (isFirst) await tellBreak(prefix);
      isFirst = false;
      await turn.emit({
        type: 'requestSent',
        at: turn.now(),
        taskUUID,
        model: request.model,
        ...(request.thinkingLevel === undefined ? {} : { thinkingLevel: request.thinkingLevel }),
        delivery: request.delivery ?? 'stream',
        ...(mostUsd === undefined ? {} : { boundUsd: mostUsd }),
        prefix,
        ...(offers.length === 0 ? {} : { offers }),
        ...(purpose === undefined ? {} : { purpose }),
      });
      logged.add(taskUUID);
      turn.signal.throwIfAborted();
    } catch (error) {
      await free(taskUUID);
      throw error;
    }
  };

  return {
    beforeSend: async taskUUID => {
      await close();
      const { billedUsd, pendingUsd, raisedUsd } = spendingOf(turn.history);
      const { chatLimitUsd } = turn.settings();
      await turn.budget.reserve({
        taskUUID,
        chatId: turn.chatId,
        model: request.model,
        boundUsd: mostUsd,
        chatSpentUsd: billedUsd + pendingUsd,
        chatLimitUsd: chatLimitUsd === undefined ? undefined : chatLimitUsd + raisedUsd,
      });
      reserved.add(taskUUID);
      // The disk may have taken its time: nobody waits for it once the turn was stopped.
      logging = log(taskUUID);
      await logging;
    },
    unbilled: taskUUID => {
      unbilled.push(taskUUID);
    },
    answered: async (taskUUID, answers) => {
      const [first] = answers;
      if (first?.usage !== undefined) turn.sizer.answered(request, first.usage);
      const bills = answers.map(answer => answer.costUsd ?? computed(answer));
      if (bills.includes(undefined)) return;
      const usd = bills.reduce<number>((sum, bill) => sum + (bill ?? 0), 0);
      const isTold = answers.every(answer => answer.costUsd !== undefined);
      // What the service told stands in `answerEnded`; what it did not tell is worked out.
      if (isTold) await book(turn.budget.settle(taskUUID, usd), turn.logger);
      else await settle(taskUUID, usd);
    },
    close,
  };

  function computed({ usage }: ModelAnswer): number | undefined {
    return usage === undefined || price === undefined ? undefined : costUsd(usage, price);
  }
}

/** A bill that cannot be written down stays booked as the bound; the answer is there all the same. */
export async function book(write: Promise<void>, logger: Logger): Promise<void> {
  try {
    await write;
  } catch (error) {
    logger.error('A bill could not be written down', error);
  }
}

/** Tools of the service that a request offers to the model. */
function offersOf({ tools = [] }: ModelRequest): ServiceTool[] {
  return tools.flatMap(tool => (tool.type === 'function' ? [] : [tool.type]));
}

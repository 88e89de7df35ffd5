import * as l10n from '@vscode/l10n';
import { CHAT_ACTIONS, PlumbError, describeError, type ErrorAction } from '../base/errors.ts';
import { usd } from '../base/figures.ts';
import type { Ledger, ReserveResult } from './ledger.ts';
import { nanoFromLimit, nanoFromUsd } from './money.ts';

export interface BudgetRequest {
  readonly taskUUID: string;
  readonly chatId: string;
  readonly model: string;
  /** The most that it can cost, in USD; undefined if the model's price is not known. */
  readonly boundUsd: number | undefined;
  /** What this chat's answers have cost and may still cost. */
  readonly chatSpentUsd: number;
  /** The setting and what a person allowed on top of it; undefined for no limit. */
  readonly chatLimitUsd: number | undefined;
}

/** Keeps requests from being sent that could pass a limit on spending. */
export interface Budget {
  /**
   * Books a request that is about to be sent.
   * @throws BudgetError if it could pass a limit; PlumbError if it could not be booked. Nothing may
   * be sent then
   */
  reserve(request: BudgetRequest): Promise<void>;
  /** It was billed at `costUsd`. If it throws, the bound stays booked. */
  settle(taskUUID: string, costUsd: number): Promise<void>;
  /** It was not billed. If it throws, the bound stays booked. */
  release(taskUUID: string): Promise<void>;
}

/** A request that was not sent for its cost. */
export class BudgetError extends PlumbError {
  override readonly name = 'BudgetError';
  readonly limit: 'chat' | 'day' | 'unknownPrice';

  constructor(limit: BudgetError['limit'], message: string, action: ErrorAction) {
    super(message, { action });
    this.limit = limit;
  }
}

/** @param parts.dayLimitUsd undefined for no limit */
export function createBudget(parts: {
  readonly ledger: Ledger;
  readonly dayLimitUsd: () => number | undefined;
}): Budget {
  const { ledger } = parts;

  return {
    reserve: async request => {
      const dayLimitUsd = parts.dayLimitUsd();
      const { boundUsd, chatLimitUsd } = request;
      if (boundUsd === undefined) {
        if (chatLimitUsd !== undefined || dayLimitUsd !== undefined) {
          throw unknownPrice(request.model);
        }
      } else if (chatLimitUsd !== undefined && isBeyond(request, boundUsd, chatLimitUsd)) {
        throw beyondChat(request.chatSpentUsd, boundUsd, chatLimitUsd);
      }
      // Without a price nothing can be booked yet, but its bill will be.
      const booked = await book(ledger, { ...request, boundUsd: boundUsd ?? 0 }, dayLimitUsd);
      if (!booked.ok) throw beyondDay(booked, boundUsd ?? 0, dayLimitUsd ?? 0);
    },
    settle: (taskUUID, costUsd) => ledger.settle(taskUUID, costUsd),
    release: taskUUID => ledger.release(taskUUID),
  };
}

function isBeyond({ chatSpentUsd }: BudgetRequest, boundUsd: number, limitUsd: number): boolean {
  return nanoFromUsd(chatSpentUsd) + nanoFromUsd(boundUsd) > nanoFromLimit(limitUsd);
}

async function book(
  ledger: Ledger,
  { taskUUID, chatId, model, boundUsd }: BudgetRequest & { readonly boundUsd: number },
  dayLimitUsd: number | undefined,
): Promise<ReserveResult> {
  try {
    return await ledger.reserve({ taskUUID, chatId, model, boundUsd }, dayLimitUsd);
  } catch (error) {
    throw new PlumbError(
      l10n.t(
        'The request could not be written into the record of spending, so it was not sent: {0}. Make room on the disk or mend its permissions, then retry.',
        describeError(error),
      ),
      { action: { label: l10n.t('Retry'), command: 'retry' }, cause: error },
    );
  }
}

function beyondChat(spentUsd: number, boundUsd: number, limitUsd: number): BudgetError {
  const stepUsd = raiseStepUsd(spentUsd + boundUsd - limitUsd, limitUsd);
  return new BudgetError(
    'chat',
    l10n.t(
      'This chat has cost {0} of its limit of {1}, and the next request could cost up to {2}, so it was not sent.',
      usd(spentUsd),
      usd(limitUsd),
      usd(boundUsd),
    ),
    {
      label: l10n.t('Allow {0} more for this chat', usd(stepUsd)),
      command: CHAT_ACTIONS.raiseBudget,
      args: [String(stepUsd)],
    },
  );
}

function beyondDay(
  { spentUsd, pendingUsd }: Extract<ReserveResult, { ok: false }>,
  boundUsd: number,
  limitUsd: number,
): BudgetError {
  const spent = usd(spentUsd);
  const limit = usd(limitUsd);
  const bound = usd(boundUsd);
  return new BudgetError(
    'day',
    pendingUsd === 0
      ? l10n.t(
          'Today has cost {0} of its limit of {1}, over all windows, and the next request could cost up to {2}, so it was not sent. Raise the limit, or go on tomorrow.',
          spent,
          limit,
          bound,
        )
      : l10n.t(
          'Today has cost {0} of its limit of {1}, over all windows; answers whose bill is not known yet may add {3}, and the next request could cost up to {2}, so it was not sent. Raise the limit, or go on tomorrow.',
          spent,
          limit,
          bound,
          usd(pendingUsd),
        ),
    openSetting('plumb.budget.perDay'),
  );
}

function unknownPrice(model: string): BudgetError {
  return new BudgetError(
    'unknownPrice',
    l10n.t(
      'It is not known what {0} costs, so no limit on spending can hold, and the request was not sent. Choose another model, or set both limits to 0 to go on without one.',
      model,
    ),
    openSetting('plumb.model'),
  );
}

function openSetting(key: string): ErrorAction {
  return { label: l10n.t('Open Settings'), command: 'workbench.action.openSettings', args: [key] };
}

const LARGEST_USUAL_STEP_USD = 10;

/**
 * A round amount (1, 2, 5, 10, 20 … or a part of that kind) that is enough for this request, and,
 * so that a chat is not asked about again at once, about what it was allowed before, to $10.
 */
function raiseStepUsd(neededUsd: number, limitUsd: number): number {
  const least = Math.max(neededUsd, Math.min(limitUsd, LARGEST_USUAL_STEP_USD), 0.01);
  const cents = Math.ceil(Number((least * 100).toFixed(6)));
  let power = 1;
  while (power * 10 < cents) power *= 10;
  const step = [1, 2, 5, 10].map(factor => factor * power).find(rounded => rounded >= cents);
  return (step ?? cents) / 100;
}

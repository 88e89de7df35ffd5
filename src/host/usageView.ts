import type { ChatEvent } from '../chat/events.ts';
import type { Ledger } from '../chat/ledger.ts';
import { spendingOf } from '../chat/spending.ts';
import type { UsageView } from '../protocol/viewModel.ts';
import { createChatMoney } from './presenting/chatMoney.ts';

const DAYS = 7;

/** What the usage page shows of a chat, of the day and of the account. */
export async function usageView(parts: {
  readonly events: readonly ChatEvent[];
  readonly ledger: Ledger;
  /** USD; undefined for no limit. */
  readonly chatLimitUsd: number | undefined;
  readonly dayLimitUsd: number | undefined;
  readonly balance: () => Promise<UsageView['balance']>;
}): Promise<UsageView> {
  const { events, ledger, chatLimitUsd, dayLimitUsd } = parts;
  const { billedUsd, pendingUsd, raisedUsd } = spendingOf(events);
  const [day, days, balance] = await Promise.all([
    ledger.day(),
    ledger.history(DAYS),
    parts.balance(),
  ]);
  return {
    chat: {
      billedUsd,
      pendingUsd,
      ...(chatLimitUsd === undefined ? {} : { limitUsd: chatLimitUsd + raisedUsd }),
    },
    day: { ...day, ...(dayLimitUsd === undefined ? {} : { limitUsd: dayLimitUsd }) },
    turnUsd: turnUsd(events),
    days: days.map(entry => ({ ...entry })),
    tokens: tokensOf(events),
    balance,
  };
}

function turnUsd(events: readonly ChatEvent[]): number {
  const money = createChatMoney();
  for (const event of events) money.add(event);
  return money.turnCostUsd;
}

function tokensOf(events: readonly ChatEvent[]): UsageView['tokens'] {
  const tokens = { prompt: 0, cached: 0, completion: 0 };
  for (const event of events) {
    if (event.type !== 'answerEnded' || event.usage === undefined) continue;
    tokens.prompt += event.usage.promptTokens;
    tokens.cached += event.usage.cachedTokens ?? 0;
    tokens.completion += event.usage.completionTokens;
  }
  return tokens;
}

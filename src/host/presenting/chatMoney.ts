import type { ChatEvent } from '../../chat/events.ts';
import { isFromElsewhere } from '../../chat/fromElsewhere.ts';
import { createSpendingTally, type Spending } from '../../chat/spending.ts';
import type { ChatPatch, EventOf } from './chatPatch.ts';

/** What the chat costs, and how much its next request holds. */
export interface ChatMoney {
  /** What was billed, in USD; undefined before the first bill. */
  readonly costUsd: number | undefined;
  readonly spending: Spending;
  /** Prompt tokens of the next request, as far as the last answer tells. */
  readonly contextTokens: number | undefined;
  /** Every event of the chat; to be told before anything else is asked for. */
  add(event: ChatEvent): void;
  patch(): ChatPatch;
  /** After going back to an earlier message: also says if the size of the context is not known now. */
  rewoundPatch(): ChatPatch;
}

export function createChatMoney(): ChatMoney {
  const tally = createSpendingTally();
  let wasBilled = false;
  let contextTokens: number | undefined;
  /** `contextTokens` before each message of the user, by the message's id. */
  const before = new Map<string, number | undefined>();

  const answered = ({ taskUUID, usage, costUsd }: EventOf<'answerEnded'>): void => {
    wasBilled ||= costUsd !== undefined && !isFromElsewhere(taskUUID);
    if (usage === undefined) return;
    const { promptTokens, completionTokens, reasoningTokens = 0 } = usage;
    contextTokens = promptTokens + completionTokens - reasoningTokens;
  };

  return {
    get costUsd() {
      return wasBilled ? tally.spending().billedUsd : undefined;
    },
    get spending() {
      return tally.spending();
    },
    get contextTokens() {
      return contextTokens;
    },
    add: event => {
      tally.add(event);
      if (event.type === 'answerEnded') answered(event);
      else if (event.type === 'costSettled') wasBilled ||= event.costUsd !== 0;
      else if (event.type === 'summarised') contextTokens = undefined;
      else if (event.type === 'userMessage') before.set(event.id, contextTokens);
      else if (event.type === 'rewound') contextTokens = before.get(event.messageId);
    },
    patch: () => {
      const { billedUsd, pendingUsd } = tally.spending();
      return {
        op: 'status',
        status: {
          ...(wasBilled ? { chatCostUsd: billedUsd } : {}),
          pendingUsd,
          ...(contextTokens === undefined ? {} : { contextTokens }),
        },
      };
    },
    rewoundPatch: () => ({ op: 'status', status: { contextTokens: contextTokens ?? 0 } }),
  };
}

import { beginsTurn } from '../../chat/conversation.ts';
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
  /** Billed in the turn under way, or else the last one; USD. */
  readonly turnCostUsd: number;
  /** Of all prompt tokens, the share from the provider's cache, 0 to 1; undefined before the first. */
  readonly cachedShare: number | undefined;
  /** Every event of the chat; to be told before anything else is asked for. */
  add(event: ChatEvent): void;
  patch(): ChatPatch;
  /** At the beginning of a turn: what is shown of the last one is gone. */
  turnPatches(): ChatPatch[];
  /** After going back to an earlier message: also says if the size of the context is not known now. */
  rewoundPatch(): ChatPatch;
}

export function createChatMoney(): ChatMoney {
  const tally = createSpendingTally();
  let wasBilled = false;
  let contextTokens: number | undefined;
  const sent = { prompt: 0, cached: 0 };
  /** `shownUsd`: what the panel was told last. */
  let turn = { tasks: new Set<string>(), costUsd: 0, shownUsd: 0 };
  /** `contextTokens` before each message of the user, by the message's id. */
  const before = new Map<string, number | undefined>();

  const answered = ({ taskUUID, usage, costUsd }: EventOf<'answerEnded'>): void => {
    wasBilled ||= costUsd !== undefined && !isFromElsewhere(taskUUID);
    if (usage === undefined) return;
    const { promptTokens, completionTokens, cachedTokens = 0, reasoningTokens = 0 } = usage;
    sent.prompt += promptTokens;
    sent.cached += cachedTokens;
    contextTokens = promptTokens + completionTokens - reasoningTokens;
  };

  /** Counts what an event adds to the bill to the turn that asked for it. */
  const bill = (event: ChatEvent): void => {
    if (event.type === 'requestSent') turn.tasks.add(event.taskUUID);
    if (event.type !== 'answerEnded' && event.type !== 'costSettled') {
      tally.add(event);
      return;
    }
    const before = tally.spending().billedUsd;
    tally.add(event);
    if (turn.tasks.has(event.taskUUID)) turn.costUsd += tally.spending().billedUsd - before;
  };
  const cachedShare = (): number | undefined =>
    sent.prompt === 0 ? undefined : Math.min(1, sent.cached / sent.prompt);
  const messageSent = ({ id, replaces }: EventOf<'userMessage'>): void => {
    if (replaces !== undefined) contextTokens = before.get(replaces);
    before.set(id, contextTokens);
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
    get turnCostUsd() {
      return turn.costUsd;
    },
    get cachedShare() {
      return cachedShare();
    },
    add: event => {
      if (beginsTurn(event) || event.type === 'retried') {
        turn = { tasks: new Set(), costUsd: 0, shownUsd: turn.shownUsd };
      }
      bill(event);
      if (event.type === 'answerEnded') answered(event);
      else if (event.type === 'costSettled') wasBilled ||= event.costUsd !== 0;
      else if (event.type === 'summarised') contextTokens = undefined;
      else if (event.type === 'userMessage') messageSent(event);
      else if (event.type === 'messageDeleted' || event.type === 'messageRestored')
        contextTokens = undefined;
      else if (event.type === 'rewound') contextTokens = before.get(event.messageId);
    },
    patch: () => {
      const { billedUsd, pendingUsd } = tally.spending();
      const share = cachedShare();
      turn.shownUsd = turn.costUsd;
      return {
        op: 'status',
        status: {
          ...(wasBilled ? { chatCostUsd: billedUsd } : {}),
          pendingUsd,
          ...(turn.costUsd > 0 ? { turnCostUsd: turn.costUsd } : {}),
          ...(share === undefined ? {} : { cachedShare: share }),
          ...(contextTokens === undefined ? {} : { contextTokens }),
        },
      };
    },
    turnPatches: () => {
      if (turn.shownUsd === turn.costUsd) return [];
      turn.shownUsd = turn.costUsd;
      return [{ op: 'status', status: { turnCostUsd: turn.costUsd } }];
    },
    rewoundPatch: () => ({ op: 'status', status: { contextTokens: contextTokens ?? 0 } }),
  };
}

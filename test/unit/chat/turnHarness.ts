import { nullLogger, type Logger } from '../../../src/base/logger.ts';
import { runTurn } from '../../../src/chat/agent.ts';
import type { Decision } from '../../../src/base/accessLevel.ts';
import { createApprovals, type Approvals } from '../../../src/chat/approvals.ts';
import { addEvent } from '../../../src/chat/eventList.ts';
import { isLive, type ChatEvent, type LiveEvent } from '../../../src/chat/events.ts';
import { createRedaction } from '../../../src/chat/redaction.ts';
import type { ChatSettings, Turn } from '../../../src/chat/turn.ts';
import { createPromptSizer } from '../../../src/chat/promptSize.ts';
import { findModel } from '../../../src/api/models.ts';
import { createFreeBudget } from '../../support/freeBudget.ts';
import { noPolicy } from '../../support/noPolicy.ts';
import { noImages } from '../../support/noImages.ts';
import type { ScriptedModel } from '../../support/scriptedModel.ts';
import { contextWithoutPorts } from './fakeTools.ts';

export const CHAT = 'chat-1';

export const SETTINGS: ChatSettings = {
  model: 'openai-gpt-5-5',
  thinkingLevel: 'medium',
  mode: 'ask',
  maxTokens: 16_000,
  facts: findModel('openai-gpt-5-5'),
  delivery: 'stream',
  serviceTools: [],
  approvals: {},
  maxInputTokens: 272_000,
  chatLimitUsd: undefined,
  webhookURL: () => undefined,
};

/** What a test sets of a turn; the rest has defaults. */
export type TurnOptions = Partial<Omit<Turn, 'settings' | 'redaction' | 'client'>> & {
  readonly client: ScriptedModel;
  readonly settings?: Partial<ChatSettings>;
  readonly secrets?: readonly string[];
};

/** A clock that goes on by 1 ms at each look. */
export function countingClock(): () => number {
  let now = 1_000;
  return () => (now += 1);
}

export function userMessage(text = 'Do it.'): ChatEvent {
  return { type: 'userMessage', at: 1_000, id: 'u1', text, attachments: [] };
}

export function turnOf({ settings, secrets = [], ...options }: TurnOptions): Turn {
  return {
    chatId: CHAT,
    events: [userMessage()],
    systemPrompt: 'You are a test.',
    budget: createFreeBudget(),
    sizer: createPromptSizer(),
    images: noImages,
    tools: [],
    toolContext: contextWithoutPorts,
    settings: () => ({ ...SETTINGS, ...settings }),
    approvals: createApprovals(),
    redaction: createRedaction(() => secrets),
    takeUndone: () => [],
    ...noPolicy,
    signal: new AbortController().signal,
    now: countingClock(),
    logger: nullLogger,
    ...options,
  };
}

export interface Played {
  /** Runs of text as one event. */
  readonly events: readonly ChatEvent[];
  readonly live: readonly LiveEvent[];
}

/** Reads a turn to its end; `onEvent` sees each event before the turn goes on. */
export async function play(
  turn: Turn,
  onEvent: (event: ChatEvent | LiveEvent) => void = () => undefined,
): Promise<Played> {
  const events: ChatEvent[] = [];
  const live: LiveEvent[] = [];
  for await (const event of runTurn(turn)) {
    if (isLive(event)) live.push(event);
    else addEvent(events, event);
    onEvent(event);
  }
  return { events, live };
}

/** Decides on everything that asks, as the panel does: by chat, call and hash. */
export function deciding(
  approvals: Approvals,
  decision: Decision,
): (event: ChatEvent | LiveEvent) => void {
  return event => {
    if (event.type !== 'toolProposed' || !event.asks) return;
    const { callId, hash } = event;
    if (!approvals.decide({ chatId: CHAT, callId, hash, decision })) {
      throw new Error(`Nothing waited for a decision on ${callId}.`);
    }
  };
}

/** Aborts at the first event that fits. */
export function stoppingAt(
  controller: AbortController,
  fits: (event: ChatEvent | LiveEvent) => boolean,
): (event: ChatEvent | LiveEvent) => void {
  return event => {
    if (fits(event)) controller.abort();
  };
}

export function ofType<Type extends ChatEvent['type']>(
  events: readonly ChatEvent[],
  type: Type,
): Extract<ChatEvent, { type: Type }>[] {
  return events.filter((event): event is Extract<ChatEvent, { type: Type }> => event.type === type);
}

export function collectingLogger(): Logger & { readonly errors: readonly string[] } {
  const errors: string[] = [];
  return {
    ...nullLogger,
    errors,
    error: (message, error) => {
      errors.push(`${message} ${error instanceof Error ? error.message : ''}`.trim());
    },
  };
}

import type { ToolDefinition } from '../api/modelClient.ts';
import { CONTEXT_PARTS, type ContextPart } from '../base/contextPart.ts';
import { canonicalJson } from '../base/json.ts';
import { conversationOf } from './conversation.ts';
import type { ChatEvent } from './events.ts';
import { instructionsMessage } from './instructions.ts';
import { messagesOf } from './transcript.ts';
import { userContent } from './userContent.ts';

/** Tokens by part; whole numbers. */
export interface ContextParts {
  readonly parts: Readonly<Record<ContextPart, number>>;
  /** The sum of the parts. */
  readonly totalTokens: number;
  /** Whether the service has counted a request of this chat, by which the parts are scaled. */
  readonly isCounted: boolean;
}

type Weights = Record<ContextPart, number>;

/** As `calibration.ts` and `promptSize.ts` guess before anything is counted. */
const CHARACTERS_PER_TOKEN = 3.2;
const TOKENS_PER_ROW = 4;
const TOKENS_PER_IMAGE = 1_500;

/**
 * What the next request would hold. The parts are guessed by their lengths; where the service has
 * counted a request, all of them are scaled so that what it counted comes out.
 */
export function contextParts(of: {
  readonly events: readonly ChatEvent[];
  readonly systemPrompt: string;
  readonly tools: readonly ToolDefinition[];
}): ContextParts {
  const { events, ...fixed } = of;
  const now = weigh(events, fixed);
  const counted = lastCount(events);
  const scale = counted === undefined ? 1 : scaleOf(counted, fixed);
  const exact = CONTEXT_PARTS.map(part => now[part] * scale);
  const whole = wholeNumbers(exact);
  const parts = Object.fromEntries(
    CONTEXT_PARTS.map((part, index) => [part, whole[index] ?? 0]),
  ) as Weights;
  return {
    parts,
    totalTokens: whole.reduce((sum, tokens) => sum + tokens, 0),
    isCounted: counted !== undefined,
  };
}

interface Fixed {
  readonly systemPrompt: string;
  readonly tools: readonly ToolDefinition[];
}

interface Counted {
  /** Up to the answer that was counted, itself included. */
  readonly events: readonly ChatEvent[];
  /** Prompt and answer, without thinking, which is not sent back. */
  readonly tokens: number;
}

function scaleOf({ events, tokens }: Counted, fixed: Fixed): number {
  const guessed = Object.values(weigh(events, fixed)).reduce((sum, weight) => sum + weight, 0);
  return guessed === 0 ? 1 : tokens / guessed;
}

/** The last answer that still stands and was counted; a summary or a way back makes it void. */
function lastCount(events: readonly ChatEvent[]): Counted | undefined {
  const conversation = conversationOf(events);
  for (let index = conversation.length - 1; index >= 0; index -= 1) {
    const event = conversation[index];
    if (event?.type === 'summarised') return undefined;
    if (event?.type !== 'answerEnded' || event.usage === undefined) continue;
    const { promptTokens, completionTokens, reasoningTokens = 0 } = event.usage;
    const tokens = promptTokens + completionTokens - reasoningTokens;
    return tokens > 0 ? { events: conversation.slice(0, index + 1), tokens } : undefined;
  }
  return undefined;
}

/** About so many tokens each, before they are scaled. */
function weigh(events: readonly ChatEvent[], { systemPrompt, tools }: Fixed): Weights {
  const standing = sinceSummary(conversationOf(events));
  const rows = messagesOf(events);
  const characters = { user: 0, answers: 0, tools: 0 };
  for (const row of rows) {
    if (row.role === 'user') characters.user += row.content.length;
    else if (row.role === 'tool') characters.tools += row.content.length;
    else {
      characters.answers += row.content?.length ?? 0;
      characters.tools += row.tools === undefined ? 0 : canonicalJson(row.tools).length;
    }
  }
  const told = { attachments: 0, instructions: 0, images: 0 };
  for (const event of standing) {
    if (event.type === 'userMessage') {
      const { images = [] } = event;
      told.images += images.length;
      told.attachments += userContent({ ...event, images: [] }, 1).length - event.text.length;
    } else if (event.type === 'instructionsLoaded') {
      told.instructions += instructionsMessage(event.files).length;
    } else if (event.type === 'toolEnded') {
      told.images += event.images?.length ?? 0;
    }
  }
  const spoken = Math.max(0, characters.user - told.attachments - told.instructions);
  return {
    instructions: (systemPrompt.length + told.instructions) / CHARACTERS_PER_TOKEN,
    toolDefinitions: tools.length === 0 ? 0 : canonicalJson(tools).length / CHARACTERS_PER_TOKEN,
    attachments: told.attachments / CHARACTERS_PER_TOKEN,
    images: told.images * TOKENS_PER_IMAGE,
    toolResults: characters.tools / CHARACTERS_PER_TOKEN,
    history: (spoken + characters.answers) / CHARACTERS_PER_TOKEN + rows.length * TOKENS_PER_ROW,
  };
}

function sinceSummary(events: readonly ChatEvent[]): readonly ChatEvent[] {
  return events.slice(events.findLastIndex(event => event.type === 'summarised') + 1);
}

/** Whole numbers whose sum is the rounded sum: the largest remainders are rounded up. */
function wholeNumbers(values: readonly number[]): number[] {
  const whole = values.map(Math.floor);
  const sum = Math.round(values.reduce((total, value) => total + value, 0));
  const missing = sum - whole.reduce((total, value) => total + value, 0);
  const byRemainder = values
    .map((value, index) => ({ index, remainder: value - Math.floor(value) }))
    .sort((one, other) => other.remainder - one.remainder);
  for (const { index } of byRemainder.slice(0, Math.max(0, missing))) {
    whole[index] = (whole[index] ?? 0) + 1;
  }
  return whole;
}

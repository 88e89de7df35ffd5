import type { JsonObject } from '../../../src/base/json.ts';
import type { TextTask } from './textTask.ts';

/** USD per million tokens (spec/runware-api.md 10.3). */
const price = { input: 5, cachedInput: 0.5, output: 30 };

/** One token is four UTF-16 code units, always: the same request gives the same bill. */
const charactersPerToken = 4;

/** A guess at what an image costs, the same for each. */
const tokensPerImage = 765;

/** OpenAI caches prompts from 1024 tokens on, in steps of 128. */
const cache = { minimum: 1024, step: 128 };

export function charactersOf(tokens: number): number {
  return tokens * charactersPerToken;
}

export function tokensOf(text: string): number {
  return Math.ceil(text.length / charactersPerToken);
}

export interface Counted {
  readonly promptTokens: number;
  /** Part of promptTokens. */
  readonly cachedTokens: number;
  readonly completionTokens: number;
  /** Part of completionTokens. */
  readonly reasoningTokens: number;
}

export interface PromptCounter {
  /** Tokens of a task's prompt, and how many of them the provider still had in its cache. */
  count(task: TextTask): Pick<Counted, 'promptTokens' | 'cachedTokens'>;
}

export function createPromptCounter(): PromptCounter {
  const seen: string[] = [];
  return {
    count: task => {
      const prompt = JSON.stringify([
        task.settings.systemPrompt ?? '',
        task.tools ?? [],
        ...task.messages,
      ]);
      const longest = Math.max(0, ...seen.map(earlier => sharedPrefix(earlier, prompt)));
      seen.push(prompt);
      const shared = Math.floor(longest / charactersPerToken / cache.step) * cache.step;
      const images = (task.inputs?.images?.length ?? 0) * tokensPerImage;
      return {
        promptTokens: tokensOf(prompt) + images,
        cachedTokens: shared < cache.minimum ? 0 : shared,
      };
    },
  };
}

/** Length of what two texts begin with alike. */
function sharedPrefix(a: string, b: string): number {
  const limit = Math.min(a.length, b.length);
  let index = 0;
  while (index < limit && a.charCodeAt(index) === b.charCodeAt(index)) index += 1;
  return index;
}

/** USD. Cached tokens are charged at their own price only. */
export function costOf(counted: Counted): number {
  const parts = partsOf(counted);
  return roundUsd(parts.prompt + parts.cache + parts.completion);
}

/** `usage` with everything that spec/runware-api.md 4.2 names. */
export function usageOf(counted: Counted): JsonObject {
  const parts = partsOf(counted);
  const { promptTokens, cachedTokens, completionTokens, reasoningTokens } = counted;
  return {
    promptTokens,
    completionTokens,
    totalTokens: promptTokens + completionTokens,
    thinkingTokens: reasoningTokens,
    cachedInputTokens: cachedTokens,
    completionTokensDetails: { reasoningTokens },
    costBreakdown: {
      tokens: {
        prompt: bucket(promptTokens - cachedTokens, parts.prompt),
        cache: bucket(cachedTokens, parts.cache),
        completion: {
          billableTokens: completionTokens,
          textTokens: completionTokens - reasoningTokens,
          reasoningTokens,
          cost: parts.completion,
          costDisplay: display(parts.completion),
        },
      },
      total: costOf(counted),
      totalDisplay: display(costOf(counted)),
    },
  };
}

function partsOf(counted: Counted): {
  readonly prompt: number;
  readonly cache: number;
  readonly completion: number;
} {
  return {
    prompt: usd(counted.promptTokens - counted.cachedTokens, price.input),
    cache: usd(counted.cachedTokens, price.cachedInput),
    completion: usd(counted.completionTokens, price.output),
  };
}

function bucket(tokens: number, cost: number): JsonObject {
  return {
    modalities: [{ modality: 'text', tokens, cost, costDisplay: display(cost) }],
    billableTokens: tokens,
    cost,
    costDisplay: display(cost),
  };
}

function usd(tokens: number, perMillion: number): number {
  return roundUsd((tokens * perMillion) / 1_000_000);
}

/** Cuts the noise of binary fractions: half a micro-dollar is the smallest price there is. */
function roundUsd(amount: number): number {
  return Math.round(amount * 1e9) / 1e9;
}

function display(amount: number): string {
  return `$${amount.toFixed(6)}`;
}

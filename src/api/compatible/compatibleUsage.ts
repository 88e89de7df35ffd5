import * as z from 'zod';
import type { TokenUsage } from '../modelClient.ts';
import { Cost, Count } from '../usage.ts';

const Details = z
  .looseObject({ cached_tokens: Count, reasoning_tokens: Count })
  .nullish()
  .catch(undefined);

/** Both formats at once: only the names differ. A form that is not understood costs the figure. */
export const CompatibleUsage = z
  .looseObject({
    prompt_tokens: Count,
    completion_tokens: Count,
    prompt_tokens_details: Details,
    completion_tokens_details: Details,
    input_tokens: Count,
    output_tokens: Count,
    input_tokens_details: Details,
    output_tokens_details: Details,
    cost: Cost,
  })
  .nullish()
  .catch(undefined);
export type CompatibleUsage = z.infer<typeof CompatibleUsage>;

/** Token counts; cached and reasoning tokens are parts of the first two. Undefined if there are none. */
export function readTokens(usage: CompatibleUsage): TokenUsage | undefined {
  const promptTokens = usage?.prompt_tokens ?? usage?.input_tokens;
  const completionTokens = usage?.completion_tokens ?? usage?.output_tokens;
  if (typeof promptTokens !== 'number' || typeof completionTokens !== 'number') return undefined;
  const input = usage?.prompt_tokens_details ?? usage?.input_tokens_details;
  const output = usage?.completion_tokens_details ?? usage?.output_tokens_details;
  return {
    promptTokens,
    completionTokens,
    cachedTokens: input?.cached_tokens ?? undefined,
    reasoningTokens: output?.reasoning_tokens ?? undefined,
  };
}

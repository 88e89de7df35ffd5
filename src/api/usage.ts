import * as z from 'zod';
import type { TokenUsage } from './modelClient.ts';

/** One reader of the service met a cost as a numeric string. */
const Amount = z
  .union([
    z.number().nonnegative(),
    z
      .string()
      .regex(/^\d+(\.\d+)?(e-?\d+)?$/i)
      .transform(Number),
  ])
  .nullish()
  .catch(undefined);

export const Count = Amount;
/** USD */
export const Cost = Amount;

const WireUsage = z.looseObject({
  promptTokens: Count,
  completionTokens: Count,
  totalTokens: Count,
  thinkingTokens: Count,
  cachedInputTokens: Count,
  cost: Cost,
  completionTokensDetails: z.looseObject({ reasoningTokens: Count }).nullish().catch(undefined),
  costBreakdown: z
    .looseObject({
      total: Cost,
      tokens: z
        .looseObject({
          cache: z.looseObject({ billableTokens: Count }).nullish().catch(undefined),
          completion: z.looseObject({ reasoningTokens: Count }).nullish().catch(undefined),
        })
        .nullish()
        .catch(undefined),
    })
    .nullish()
    .catch(undefined),
});

/** The bill of an answer; a form that is not understood costs the figure, never the answer. */
export const Billing = z.looseObject({
  cost: Cost,
  usage: WireUsage.nullish().catch(undefined),
});
type Billing = z.infer<typeof Billing>;

/** Token counts from the forms in spec/runware-api.md 4.2; undefined if there are none. */
export function readUsage({ usage }: Billing): TokenUsage | undefined {
  const { promptTokens, completionTokens, totalTokens, thinkingTokens } = usage ?? {};
  if (typeof promptTokens !== 'number' || typeof completionTokens !== 'number') return undefined;
  const thinking = thinkingTokens ?? 0;
  // Thinking is "billed separately": some totals show that it is not within completionTokens.
  const thinkingApart =
    thinking > 0 && (totalTokens ?? 0) >= promptTokens + completionTokens + thinking;
  const tokens = usage?.costBreakdown?.tokens;
  return {
    promptTokens,
    completionTokens: thinkingApart ? completionTokens + thinking : completionTokens,
    cachedTokens: tokens?.cache?.billableTokens ?? usage?.cachedInputTokens ?? undefined,
    reasoningTokens:
      usage?.completionTokensDetails?.reasoningTokens ??
      tokens?.completion?.reasoningTokens ??
      thinkingTokens ??
      undefined,
  };
}

/** USD as billed; undefined if the service did not say. */
export function readCost({ cost, usage }: Billing): number | undefined {
  return cost ?? usage?.cost ?? usage?.costBreakdown?.total ?? undefined;
}

import type { TurnItem } from '../protocol/viewModel.ts';

type Usage = NonNullable<TurnItem['usage']>;

/** The tokens of two answers together. */
export function addUsage(sum: Usage | undefined, more: Usage): Usage {
  if (sum === undefined) return more;
  const cached = addKnown(sum.cachedTokens, more.cachedTokens);
  const reasoning = addKnown(sum.reasoningTokens, more.reasoningTokens);
  return {
    promptTokens: sum.promptTokens + more.promptTokens,
    completionTokens: sum.completionTokens + more.completionTokens,
    ...(cached === undefined ? {} : { cachedTokens: cached }),
    ...(reasoning === undefined ? {} : { reasoningTokens: reasoning }),
  };
}

/** The service does not always say; what it never said stays unknown instead of 0. */
function addKnown(a: number | undefined, b: number | undefined): number | undefined {
  return a === undefined && b === undefined ? undefined : (a ?? 0) + (b ?? 0);
}

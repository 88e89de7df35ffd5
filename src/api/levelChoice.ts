import type { ModelRequest, ThinkingLevel } from './modelClient.ts';

/**
 * With which thinking level a model is asked. What a model takes is not certain for every model and
 * endpoint, so it is learnt from what the service refuses.
 */
export interface LevelChoice {
  /** The request as it is to be sent: with a level that its model may take, or without one. */
  fit(request: ModelRequest): ModelRequest;
  /**
   * Changes what the model is asked with, if this failure of a request calls for it.
   * @param sent what `fit` gave
   * @returns what was changed, for people; undefined if nothing was
   */
  afterFailure(sent: ModelRequest, error: unknown): string | undefined;
}

/** @param level undefined leaves it out */
export function withLevel(request: ModelRequest, level: ThinkingLevel | undefined): ModelRequest {
  const { thinkingLevel, ...rest } = request;
  if (level === thinkingLevel) return request;
  return level === undefined ? rest : { ...rest, thinkingLevel: level };
}

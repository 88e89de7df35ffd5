import * as z from 'zod/mini';
import { once } from '../../base/once.ts';
import { nothing } from '../nothing.ts';
import { CONTEXT_PARTS } from '../../base/contextPart.ts';

/** What the next request of a chat would hold, in tokens. */
export const ContextView = z.object({
  /** Their sum is `totalTokens`; what takes nothing is left out. */
  parts: z.array(z.object({ kind: z.enum(CONTEXT_PARTS), tokens: z.number() })),
  totalTokens: z.number(),
  /** Scaled by what the service has counted; false as long as it has counted nothing. */
  isCounted: z.boolean(),
});
export type ContextView = z.infer<typeof ContextView>;

/** Something to begin with, out of what stands in the workspace. */
export const Suggestion = z.object({
  kind: z.enum(['problems', 'changes', 'commit', 'file', 'tests', 'project']),
  /** On the button; put into the composer as it is. */
  text: z.string(),
  /** Where it is about: `src/a.ts`. */
  detail: z.optional(z.string()),
  /** What it speaks of, to be attached with it; opaque to the panel. */
  ref: z.optional(z.string()),
});
export type Suggestion = z.infer<typeof Suggestion>;

/** Requests of the first run and of the figures. */
export const glanceRequests = {
  /** What fills the context of a chat; reckoned when it is asked for. */
  contextParts: {
    params: once(() => z.object({ chatId: z.string() })),
    result: once(() => ContextView),
  },
  /** What a person may want to begin with; at most five, soon. */
  suggestions: {
    params: nothing,
    result: once(() => z.object({ suggestions: z.array(Suggestion) })),
  },
  /** Opens the walkthrough. */
  openWalkthrough: { params: nothing, result: nothing },
} as const;

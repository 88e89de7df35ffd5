import * as z from 'zod/mini';
import { once } from '../../base/once.ts';
import { nothing } from '../nothing.ts';

/** Most names that one question about paths may hold. */
export const MOST_PATHS = 200;

/** Requests out of an answer: apply code, open what is named. */
export const answerRequests = {
  /**
   * Changes a file as a block of code says. The change is under review afterwards, like one of the
   * agent.
   */
  applyCode: {
    params: once(() =>
      z.object({
        text: z.string(),
        language: z.string(),
        /** As the answer names the file of this block, if it does. */
        path: z.optional(z.string()),
      }),
    ),
    /** `message`: what was done, or why nothing was and what else can be; for people. */
    result: once(() =>
      z.object({
        outcome: z.enum(['applied', 'refused', 'cancelled']),
        message: z.string(),
      }),
    ),
  },
  /** Which of these are files of the workspace; `paths` are some of those that were asked about. */
  knownPaths: {
    params: once(() => z.object({ paths: z.array(z.string()).check(z.maxLength(MOST_PATHS)) })),
    result: once(() => z.object({ known: z.array(z.string()) })),
  },
  /** Shows a file that `knownPaths` knew, at these lines, from 1. */
  openPath: {
    params: once(() =>
      z.object({
        path: z.string(),
        line: z.optional(z.number()),
        endLine: z.optional(z.number()),
      }),
    ),
    result: nothing,
  },
  /** Shows where a symbol is defined, or lets a person choose where there are several. */
  openSymbol: {
    params: once(() => z.object({ name: z.string() })),
    result: nothing,
  },
} as const;

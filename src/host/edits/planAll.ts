import { PlumbError } from '../../base/errors.ts';
import type { EditOutcome } from '../../tools/ports.ts';
import { urisOf, type PlannedChange } from './plannedChange.ts';
import { StaleFileError } from './staleFile.ts';

export type Refused = Extract<EditOutcome, { applied: false }>;

/** Checks every change, and that no two are of one file; changes nothing. */
export async function planAll<T>(
  changes: readonly T[],
  plan: (change: T) => Promise<PlannedChange | undefined>,
): Promise<readonly PlannedChange[] | Refused> {
  const planned: PlannedChange[] = [];
  const seen = new Set<string>();
  try {
    for (const change of changes) {
      const next = await plan(change);
      if (next === undefined) continue;
      for (const uri of urisOf(next)) {
        if (seen.has(uri)) throw new PlumbError(`${next.display} occurs in two of the changes.`);
        seen.add(uri);
      }
      planned.push(next);
    }
    return planned;
  } catch (error) {
    if (error instanceof PlumbError) return refusal(error);
    throw error;
  }
}

function refusal(error: PlumbError): Refused {
  return {
    applied: false,
    reason: error.message,
    ...(error instanceof StaleFileError ? { stale: true } : {}),
  };
}

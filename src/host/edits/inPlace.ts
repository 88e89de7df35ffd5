import type { FileChange } from '../../tools/ports.ts';
import { realUri } from '../files/realPath.ts';
import { urisOf, type PlannedChange } from './plannedChange.ts';

/** The real URIs of all places that changes take or leave, as they were when they were prepared. */
export function preparedPlaces(changes: readonly FileChange[]): ReadonlySet<string> {
  return new Set(
    changes.flatMap(change =>
      change.kind === 'update' && change.moveTo !== undefined
        ? [change.path.uri, change.moveTo.uri]
        : [change.path.uri],
    ),
  );
}

/**
 * The name of a file whose place is none of those that were prepared, if there is one: a link was
 * put in its way, or changed, since it was checked (S06). Of the names under which an editor knows
 * files, too.
 */
export async function leadsElsewhere(
  changes: readonly PlannedChange[],
  prepared: ReadonlySet<string> | undefined,
): Promise<string | undefined> {
  if (prepared === undefined) return undefined;
  for (const change of changes) {
    for (const uri of urisOf(change)) {
      if (!prepared.has(await realUri(uri))) return change.display;
    }
  }
  return undefined;
}

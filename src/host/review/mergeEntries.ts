/**
 * What is to stand in a file that others write too: entries that we changed as we have them, also
 * where we have none any more, the others as they stand there.
 * @param known what we last read or wrote
 */
export function mergeEntries(
  ours: ReadonlyMap<string, string>,
  known: ReadonlyMap<string, string>,
  there: ReadonlyMap<string, string>,
): Map<string, string> {
  const merged = new Map<string, string>();
  for (const key of new Set([...there.keys(), ...ours.keys()])) {
    const isOurs = ours.get(key) !== known.get(key);
    const entry = (isOurs ? ours : there).get(key);
    if (entry !== undefined) merged.set(key, entry);
  }
  return merged;
}

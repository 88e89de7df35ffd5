/** A shorter one would be found in words that have nothing to do with it. */
const SHORTEST = 8;

/** Whether a value is long enough for an API key, so that it can be looked for in texts. */
export function canBeKey(value: string): boolean {
  return value.trim().length >= SHORTEST;
}

import * as z from 'zod';
import { parseJson } from '../base/json.ts';
import { ListedModel } from './listedModel.ts';

/** Where the last list is kept between two runs of the editor. */
export interface ModelCachePort {
  read(): string | undefined;
  write(text: string): void;
}

export interface CachedList {
  /** When the service said so, in ms since 1970. */
  readonly at: number;
  readonly models: readonly ListedModel[];
}

const VALID_MS = 24 * 60 * 60_000;

const Kept = z.object({
  version: z.literal(1),
  service: z.string(),
  at: z.number(),
  models: z.array(ListedModel),
});

/**
 * The list of this service, if it was kept within the last day.
 * @param now ms since 1970
 */
export function readCache(
  cache: ModelCachePort,
  service: string,
  now: number,
): CachedList | undefined {
  const kept = Kept.safeParse(parseJson(cache.read() ?? ''));
  if (!kept.success || kept.data.service !== service) return undefined;
  const ageMs = now - kept.data.at;
  // A clock that was set back makes an age that says nothing.
  return ageMs >= 0 && ageMs < VALID_MS ? kept.data : undefined;
}

export function writeCache(cache: ModelCachePort, service: string, list: CachedList): void {
  const kept: z.infer<typeof Kept> = { version: 1, service, at: list.at, models: [...list.models] };
  cache.write(JSON.stringify(kept));
}

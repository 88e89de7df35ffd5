import { untilAborted } from '../base/abort.ts';
import { Emitter, type Event } from '../base/emitter.ts';
import { describeError, isAbort, PlumbError } from '../base/errors.ts';
import { canonicalJson } from '../base/json.ts';
import type { Logger } from '../base/logger.ts';
import { ApiError } from './apiErrors.ts';
import { mergeModels } from './mergeModels.ts';
import { readCache, writeCache, type ModelCachePort } from './modelCache.ts';
import { fetchModelList } from './modelList.ts';
import { findModel, MODELS, type ModelFacts } from './models.ts';
import type { ServiceConnection } from './serviceConnection.ts';

/** The models that can be picked: from the service's list, else from the cache, else the table. */
export interface ModelCatalogue {
  models(): readonly ModelFacts[];
  /** @returns undefined for a model that nobody listed; it is then sent as it was given */
  find(id: string): ModelFacts | undefined;
  /**
   * Asks the service, unless it was asked in the last ten minutes. What goes wrong is logged and
   * changes nothing. Rejects with the signal's reason only.
   */
  refresh(signal: AbortSignal): Promise<void>;
  /** Fires when `models()` gives something else than before. */
  readonly onDidChange: Event<void>;
}

const PAUSE_MS = 10 * 60_000;

/** One request; it ends when the last of those who wait for it has left. */
interface Asking {
  readonly done: Promise<void>;
  readonly stop: AbortController;
  waiting: number;
}

export function createModelCatalogue(parts: {
  readonly connection: ServiceConnection;
  readonly cache: ModelCachePort;
  /** ms since 1970. */
  readonly now: () => number;
  readonly logger: Logger;
}): ModelCatalogue {
  const { connection, cache, now, logger } = parts;
  const service = connection.baseUrl;
  const changed = new Emitter<void>();
  const cached = readCache(cache, service, now());
  let models = cached === undefined ? MODELS : mergeModels(cached.models);
  let askedAt = cached?.at ?? -Infinity;
  let asking: Asking | undefined;

  const ask = async (signal: AbortSignal): Promise<void> => {
    const before = askedAt;
    askedAt = now();
    try {
      const listed = await fetchModelList(connection, signal);
      const merged = mergeModels(listed);
      if (canonicalJson(merged) !== canonicalJson(models)) {
        models = merged;
        changed.fire();
      }
      writeCache(cache, service, { at: now(), models: listed });
    } catch (error) {
      // A better key, or another try after Stop, does not have to wait.
      if (isAbort(error) || (error instanceof ApiError && error.group === 'auth')) askedAt = before;
      if (isAbort(error)) return;
      const detail = error instanceof PlumbError ? error.detail : undefined;
      logger.warn(`The list of models was not read: ${detail ?? describeError(error)}`);
    }
  };

  const begin = (): Asking => {
    const stop = new AbortController();
    return { stop, done: ask(stop.signal), waiting: 0 };
  };

  const end = (ended: Asking): void => {
    if (asking === ended) asking = undefined;
    ended.stop.abort();
  };

  return {
    models: () => models,
    find: id => findModel(id, models),
    refresh: async signal => {
      const sinceMs = now() - askedAt;
      if (asking === undefined && sinceMs >= 0 && sinceMs < PAUSE_MS) return;
      const current = (asking ??= begin());
      current.waiting += 1;
      try {
        await untilAborted(current.done, signal);
      } finally {
        current.waiting -= 1;
        if (current.waiting === 0) end(current);
      }
    },
    onDidChange: changed.event,
  };
}

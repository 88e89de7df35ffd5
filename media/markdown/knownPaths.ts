import { Emitter, type Event } from '../../src/base/emitter.ts';
import type { PanelContext } from '../panelContext.ts';

/** Which paths of answers are files of the workspace, as far as the host was asked. */
export interface KnownPaths {
  isKnown(path: string): boolean;
  /** Asks about a path if nobody did, together with all others of the same moment. */
  wonder(path: string): void;
  readonly onChange: Event<undefined>;
}

/** ms in which questions gather; and after which a path that was none may have become one. */
const GATHER = 50;
const FORGET = 60_000;

/** Of one question; see `MOST_PATHS` in the protocol. */
const MOST = 200;

const registries = new WeakMap<PanelContext['ask'], KnownPaths>();

/** One for all answers of a panel. */
export function knownPathsOf(ask: PanelContext['ask']): KnownPaths {
  const registry = registries.get(ask) ?? createKnownPaths(ask);
  registries.set(ask, registry);
  return registry;
}

export function createKnownPaths(ask: PanelContext['ask']): KnownPaths {
  const known = new Set<string>();
  const asked = new Map<string, number>();
  const changed = new Emitter<undefined>();
  let waiting: string[] = [];

  const askNow = async (): Promise<void> => {
    const paths = waiting.slice(0, MOST);
    waiting = waiting.slice(MOST);
    if (waiting.length > 0) setTimeout(() => void askNow(), GATHER);
    const result = await ask('knownPaths', { paths });
    const found = result?.known ?? [];
    for (const path of found) known.add(path);
    if (found.length > 0) changed.fire(undefined);
  };

  return {
    isKnown: path => known.has(path),
    wonder: path => {
      const now = performance.now();
      if (known.has(path) || now - (asked.get(path) ?? -FORGET) < FORGET) return;
      asked.set(path, now);
      if (waiting.length === 0) setTimeout(() => void askNow(), GATHER);
      waiting.push(path);
    },
    onChange: changed.event,
  };
}

/** The longest that a server is waited for, in ms: it says nothing where nothing changed. */
export const LONGEST_MS = 6_000;
/** How long after an event no further one may come, in ms. */
export const BURST_MS = 300;
const SHORTEST_MS = 700;
/** Of a server that has not spoken yet. */
const FIRST_MS = 2_500;
/** As many latencies are looked at as a server shows in some edits. */
const REMEMBERED = 20;
/** A server without a word in so many waits has none to say, or files without problems. */
const PATIENCE = 3;

/** What was observed of the servers of this window, by language id. */
export interface DiagnosedLanguages {
  /** A server spoke of a document, so long after it was opened or changed last. */
  heard(languageId: string, latencyMs: number): void;
  /** It was waited for, and nothing has ever come of the document. */
  waitedInVain(languageId: string): void;
  /** Whether it is known, by its problems or by having been waited for, that a server is there. */
  isKnown(languageId: string): boolean;
  /**
   * How long it is waited for after a change: twice as long as it took so far, within bounds; the
   * least where it never spoke.
   */
  boundMs(languageId: string): number;
}

export function createDiagnosedLanguages(): DiagnosedLanguages {
  const latencies = new Map<string, readonly number[]>();
  const vain = new Map<string, number>();
  return {
    heard: (languageId, latencyMs) => {
      const seen = latencies.get(languageId) ?? [];
      // Later than this it was something else that made the server speak.
      const fresh = latencyMs <= LONGEST_MS ? [latencyMs] : [];
      latencies.set(languageId, [...seen, ...fresh].slice(-REMEMBERED));
    },
    waitedInVain: languageId => {
      vain.set(languageId, (vain.get(languageId) ?? 0) + 1);
    },
    isKnown: languageId => latencies.has(languageId) || vain.has(languageId),
    boundMs: languageId => {
      const seen = latencies.get(languageId);
      if (seen === undefined && (vain.get(languageId) ?? 0) >= PATIENCE) return SHORTEST_MS;
      if (seen === undefined || seen.length === 0) return FIRST_MS;
      return Math.min(LONGEST_MS, Math.max(SHORTEST_MS, 2 * Math.max(...seen) + BURST_MS));
    },
  };
}

export interface RankedPassage {
  /** Display path. */
  readonly path: string;
  readonly startLine: number;
  readonly endLine: number;
  /** The symbol or heading that the passage is of; empty if none. */
  readonly heading: string;
  readonly text: string;
  readonly score: number;
}

/** The workspace's passages by relevance. */
export interface RankedSearchPort {
  search(
    query: { readonly words: string; readonly limit: number; readonly glob: string | undefined },
    signal: AbortSignal,
  ): Promise<{
    readonly passages: readonly RankedPassage[];
    /** False while the index is still being built: there may be more. */
    readonly complete: boolean;
  }>;
}

import type { ModelEvent, ServiceToolUse, Source } from '../modelClient.ts';
import type { Piece, PieceRest } from '../responseSchema.ts';

/** Reads the events of one answer, or its whole body, in one of the compatible formats. */
export interface AnswerReader {
  /** @returns undefined if the value is no form of an answer */
  readonly read: (value: unknown) => Piece | undefined;
  /** What the service's own tools did and found that was not told yet. */
  drain(): readonly ModelEvent[];
  readonly sources: readonly Source[];
  readonly serviceToolUses: readonly ServiceToolUse[];
}

/** What the service's own tools did and found, each told once. */
export interface ServiceFindings {
  addSource(source: { readonly url: string; readonly title: string | undefined }): void;
  addUse(use: ServiceToolUse): void;
  drain(): readonly ModelEvent[];
  readonly sources: readonly Source[];
  readonly serviceToolUses: readonly ServiceToolUse[];
}

export function createServiceFindings(): ServiceFindings {
  const sources: Source[] = [];
  const uses: ServiceToolUse[] = [];
  let untoldSources: Source[] = [];
  let untoldUses: ServiceToolUse[] = [];
  return {
    sources,
    serviceToolUses: uses,
    addSource: ({ url, title }) => {
      if (!isWebAddress(url) || sources.some(source => source.url === url)) return;
      const source = { url, title: title === undefined || title === '' ? url : title };
      sources.push(source);
      untoldSources.push(source);
    },
    addUse: use => {
      if (uses.some(known => known.id === use.id)) return;
      uses.push(use);
      untoldUses.push(use);
    },
    drain: () => {
      const events: ModelEvent[] = untoldUses.map(use => ({ type: 'serviceTool', use }));
      if (untoldSources.length > 0) events.push({ type: 'sources', sources: untoldSources });
      untoldUses = [];
      untoldSources = [];
      return events;
    },
  };
}

const NOTHING: PieceRest = {
  calls: [],
  finishReason: undefined,
  usage: undefined,
  costUsd: undefined,
  error: undefined,
  whole: false,
};

/** A piece of an answer; what is not named is not there. */
export function pieceOf(
  said: { readonly reasoning?: string; readonly text?: string } & Partial<PieceRest>,
): Piece {
  const { reasoning = '', text = '', ...rest } = said;
  return { reasoning, text, rest: { ...NOTHING, ...rest } };
}

function isWebAddress(url: string): boolean {
  return URL.canParse(url) && /^https?:$/.test(new URL(url).protocol);
}

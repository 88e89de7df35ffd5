import type { ApiError } from './apiErrors.ts';
import type { FinishReason, ModelAnswer, ModelEvent, TokenUsage } from './modelClient.ts';
import type { RequestFaults } from './requestFaults.ts';
import { readPiece, type Piece, type PieceRest } from './responseSchema.ts';
import { DONE } from './sse.ts';
import { createCallCollector } from './toolCalls.ts';

/** Puts the events of one answer together. */
export interface Accumulator {
  /**
   * Takes the data of the events that one chunk brought; deltas of the same kind that came
   * together are told as one. Nothing is taken after a failure or `[DONE]`.
   */
  add(data: readonly string[]): readonly ModelEvent[];
  /** What the service reported, or that it sent something else than an answer. */
  readonly failure: ApiError | undefined;
  /** True if some of the answer came. */
  readonly begun: boolean;
  /** True if the answer is whole: a finishReason, a result at once, or `[DONE]` was seen. */
  readonly ended: boolean;
  /** True after `[DONE]`: nothing more will come. */
  readonly done: boolean;
  /** The answer so far; `truncated` if it did not end. */
  answer(): ModelAnswer;
}

/** @param read what one event or one whole body says; the native form unless another is given */
export function createAccumulator(
  taskUUID: string,
  faults: RequestFaults,
  read: (value: unknown) => Piece | undefined = readPiece,
): Accumulator {
  const said = createSaid();
  const calls = createCallCollector(taskUUID);
  let finishReason: string | undefined;
  let usage: TokenUsage | undefined;
  let costUsd: number | undefined;
  let failure: ApiError | undefined;
  let whole = false;
  let done = false;

  const takeRest = (rest: PieceRest): void => {
    for (const piece of rest.calls) {
      const event = calls.add(piece);
      if (event !== undefined) said.tell(event);
    }
    finishReason = rest.finishReason ?? finishReason;
    usage = rest.usage ?? usage;
    costUsd = rest.costUsd ?? costUsd;
    whole ||= rest.whole;
    if (rest.error !== undefined) failure = faults.refused(rest.error);
  };

  const take = (data: string): void => {
    if (data === DONE) {
      done = true;
      return;
    }
    const value = parseJson(data);
    const piece = value === undefined ? undefined : read(value);
    if (piece === undefined) {
      failure = faults.notAnAnswer(`an event is no piece of an answer: ${data.slice(0, 80)}`);
      return;
    }
    said.add('reasoning', piece.reasoning);
    said.add('text', piece.text);
    if (piece.rest !== undefined) takeRest(piece.rest);
  };

  const ended = (): boolean => done || whole || finishReason !== undefined;

  return {
    add: data => {
      for (const event of data) {
        for (const one of documentsOf(event)) {
          if (failure === undefined && !done) take(one);
        }
      }
      return said.drain();
    },
    get failure() {
      return failure;
    },
    get begun() {
      return said.text() !== '' || said.reasoning() !== '' || calls.size > 0;
    },
    get ended() {
      return ended();
    },
    get done() {
      return done;
    },
    answer: () => {
      const reason = ended() ? readFinishReason(finishReason, calls.size > 0) : 'truncated';
      return {
        taskUUID,
        text: said.text(),
        reasoning: said.reasoning(),
        toolCalls: calls.finish(whyCut(reason)),
        finishReason: reason,
        usage,
        costUsd,
        sources: [],
        serviceToolUses: [],
      };
    },
  };
}

/** The growing texts, and what of them was not told yet. */
function createSaid(): {
  add(type: 'reasoning' | 'text', piece: string): void;
  tell(event: ModelEvent): void;
  drain(): readonly ModelEvent[];
  text(): string;
  reasoning(): string;
} {
  const whole = { reasoning: '', text: '' };
  let untold: ModelEvent[] = [];
  let type: 'reasoning' | 'text' = 'text';
  let run = '';
  const endRun = (): void => {
    if (run === '') return;
    whole[type] += run;
    untold.push({ type, text: run });
    run = '';
  };
  return {
    add: (kind, piece) => {
      if (piece === '') return;
      if (kind !== type) endRun();
      type = kind;
      run += piece;
    },
    tell: event => {
      endRun();
      untold.push(event);
    },
    drain: () => {
      endRun();
      const events = untold;
      untold = [];
      return events;
    },
    text: () => whole.text,
    reasoning: () => whole.reasoning,
  };
}

/** Some servers leave out the blank line between events: then each line is a document of its own. */
function documentsOf(data: string): readonly string[] {
  if (data === '') return [];
  if (!data.includes('\n') || parseJson(data) !== undefined) return [data];
  return data.split('\n').filter(line => line !== '');
}

function parseJson(data: string): unknown {
  try {
    return JSON.parse(data);
  } catch {
    // JSON has no undefined, so this says that it is none.
    return undefined;
  }
}

function readFinishReason(said: string | undefined, called: boolean): FinishReason {
  if (said === 'length' || said === 'content_filter') return said;
  if (called || said === 'tool_calls' || said === 'tool_use') return 'tool_calls';
  return said === 'stop' ? 'stop' : 'unknown';
}

/**
 * Why no call of such an answer may be run; undefined if they may. A call that happens to be whole
 * JSON is refused too: it may be half of what the model meant to do.
 */
function whyCut(reason: FinishReason): string | undefined {
  switch (reason) {
    case 'length':
      return 'Your answer reached the output limit before it was complete, so none of its calls was run. Call again with shorter arguments, or do the work in several smaller calls.';
    case 'content_filter':
      return 'Your answer was cut off by a content filter, so none of its calls was run. Call again with other content.';
    case 'truncated':
      return 'Your answer was cut off by a lost connection, so none of its calls was run. Make the calls again.';
    case 'stop':
    case 'tool_calls':
    case 'unknown':
      return undefined;
  }
}

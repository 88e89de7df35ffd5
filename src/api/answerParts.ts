import { growText } from '../base/growText.ts';
import type { DeltaField } from './deltaTemplate.ts';
import type { FinishReason, ModelAnswer, ModelEvent, TokenUsage } from './modelClient.ts';
import type { Piece, PieceRest } from './responseSchema.ts';
import { createUseList } from './serviceTools.ts';
import { createSourceList } from './sources.ts';
import { createCallCollector } from './toolCalls.ts';

/** The parts of one answer, as its pieces come. */
export interface AnswerParts {
  add(piece: Piece): void;
  addDelta(field: DeltaField, text: string): void;
  /** What was not told yet; deltas of the same kind that came together are told as one. */
  drain(): readonly ModelEvent[];
  /** True if some of the answer came. */
  readonly begun: boolean;
  /** True if a finishReason or a result at once was seen. */
  readonly whole: boolean;
  /** @param ended false if the answer was cut off: it is `truncated` then, and no call may run */
  answer(ended: boolean): ModelAnswer;
}

export function createAnswerParts(taskUUID: string): AnswerParts {
  const said = createSaid();
  const calls = createCallCollector(taskUUID);
  const sources = createSourceList();
  const uses = createUseList(taskUUID);
  let finishReason: string | undefined;
  let usage: TokenUsage | undefined;
  let costUsd: number | undefined;
  let whole = false;

  const addRest = (rest: PieceRest): void => {
    for (const piece of rest.calls) {
      const event = calls.add(piece);
      if (event !== undefined) said.tell(event);
    }
    for (const piece of rest.uses ?? []) {
      const use = uses.add(piece);
      if (use !== undefined) said.tell({ type: 'serviceTool', use });
    }
    const found = sources.add(rest.sources ?? []);
    if (found.length > 0) said.tell({ type: 'sources', sources: found });
    // Some write it empty until the end, where others write null.
    if (rest.finishReason !== '') finishReason = rest.finishReason ?? finishReason;
    usage = rest.usage ?? usage;
    costUsd = rest.costUsd ?? costUsd;
    whole ||= rest.whole;
  };

  return {
    add: piece => {
      said.add('reasoning', piece.reasoning);
      said.add('text', piece.text);
      if (piece.rest !== undefined) addRest(piece.rest);
    },
    addDelta: (field, text) => {
      said.add(field === 'text' ? 'text' : 'reasoning', text);
    },
    drain: () => said.drain(),
    get begun() {
      return said.text() !== '' || said.reasoning() !== '' || calls.size > 0;
    },
    get whole() {
      return whole || finishReason !== undefined;
    },
    answer: ended => {
      const reason = ended ? readFinishReason(finishReason, calls.size > 0) : 'truncated';
      return {
        taskUUID,
        text: said.text(),
        reasoning: said.reasoning(),
        toolCalls: calls.finish(whyCut(reason)),
        finishReason: reason,
        usage,
        costUsd,
        sources: sources.all(),
        serviceToolUses: uses.all(),
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
    whole[type] = growText(whole[type], run);
    untold.push({ type, text: run });
    run = '';
  };
  const soFar = (kind: 'reasoning' | 'text'): string => {
    endRun();
    return whole[kind];
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
    text: () => soFar('text'),
    reasoning: () => soFar('reasoning'),
  };
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

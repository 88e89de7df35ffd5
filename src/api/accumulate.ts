import { parseJson } from '../base/json.ts';
import type { ApiError } from './apiErrors.ts';
import { createAnswerParts, type AnswerParts } from './answerParts.ts';
import { createDeltaTemplate } from './deltaTemplate.ts';
import type { ModelAnswer, ModelEvent } from './modelClient.ts';
import type { RequestFaults } from './requestFaults.ts';
import { readPiece, type Piece } from './responseSchema.ts';
import { DONE } from './sse.ts';

/** Puts the events of one request's answer together, or its answers where it asked for several. */
export interface Accumulator {
  /**
   * Takes the data of the events that one chunk brought; deltas of the same kind that came
   * together are told as one. Nothing is taken after a failure or `[DONE]`.
   */
  add(data: readonly string[]): readonly ModelEvent[];
  /** Takes one event, or a whole body, that was parsed already. */
  addParsed(value: unknown): readonly ModelEvent[];
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
  /** The further results of a body that has several. */
  others(): readonly ModelAnswer[];
}

/** @param read what one event or one whole body says; the native form unless another is given */
export function createAccumulator(
  taskUUID: string,
  faults: RequestFaults,
  read: (value: unknown) => Piece | undefined = value => readPiece(value, taskUUID),
): Accumulator {
  const parts = createAnswerParts(taskUUID);
  const others: AnswerParts[] = [];
  const template = createDeltaTemplate();
  let failure: ApiError | undefined;
  let done = false;

  const takeValue = (value: unknown, data?: string): void => {
    // What fails behind the end of an answer takes nothing from it.
    const wasWhole = parts.whole;
    const fail = (error: ApiError): void => {
      if (!wasWhole) failure = error;
    };
    const piece = value === undefined ? undefined : read(value);
    if (piece === undefined) {
      const shown = (data ?? JSON.stringify(value)).slice(0, 80);
      fail(faults.notAnAnswer(`an event is no piece of an answer: ${shown}`));
      return;
    }
    parts.add(piece);
    if (piece.rest === undefined) {
      if (data !== undefined) learn(data, piece);
      return;
    }
    for (const other of piece.rest.others ?? []) {
      const further = createAnswerParts(taskUUID);
      further.add(other);
      others.push(further);
    }
    if (piece.rest.error !== undefined) fail(faults.refused(piece.rest.error));
  };

  const learn = (data: string, { text, reasoning }: Piece): void => {
    if (reasoning === '') template.learn(data, 'text', text);
    else if (text === '') template.learn(data, 'reasoningContent', reasoning);
  };

  const take = (data: string): void => {
    const text = template.read(data);
    if (text !== undefined) parts.addDelta(template.field, text);
    else if (data === DONE) done = true;
    else takeValue(parseJson(data), data);
  };

  const takeNext = (data: string): void => {
    if (data !== '' && failure === undefined && !done) take(data);
  };

  const ended = (): boolean => done || parts.whole;

  return {
    add: data => {
      data.forEach(takeNext);
      return parts.drain();
    },
    addParsed: value => {
      if (failure === undefined && !done) {
        takeValue(value);
      }
      return parts.drain();
    },
    get failure() {
      return failure;
    },
    get begun() {
      return parts.begun;
    },
    get ended() {
      return ended();
    },
    get done() {
      return done;
    },
    answer: () => parts.answer(ended()),
    others: () => others.map(other => other.answer(true)),
  };
}

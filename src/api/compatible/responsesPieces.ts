import * as z from 'zod';
import type { Piece } from '../responseSchema.ts';
import { createServiceFindings, pieceOf, type AnswerReader } from './answerReader.ts';
import { readErrorEvent, readErrorItem } from './compatibleErrors.ts';
import { CompatibleUsage, readTokens } from './compatibleUsage.ts';
import { createOutputItems, OutputItem } from './responsesItems.ts';

/** What `/v1/responses` answers, read loosely: an event of its stream or a whole body. */

const Index = z.int().nonnegative().catch(0).default(0);
const Delta = z.object({ output_index: Index, delta: z.string() });

const StreamEvent = z.discriminatedUnion('type', [
  Delta.extend({ type: z.literal('response.output_text.delta') }),
  Delta.extend({ type: z.literal('response.refusal.delta') }),
  Delta.extend({ type: z.literal('response.reasoning_summary_text.delta') }),
  Delta.extend({ type: z.literal('response.reasoning_text.delta') }),
  Delta.extend({ type: z.literal('response.function_call_arguments.delta') }),
  z.object({
    type: z.literal(['response.output_item.added', 'response.output_item.done']),
    output_index: Index,
    item: OutputItem,
  }),
  z.object({ type: z.literal('response.output_text.annotation.added'), annotation: z.unknown() }),
  z.object({
    type: z.literal(['response.completed', 'response.incomplete', 'response.failed']),
    response: z.unknown(),
  }),
]);

const Response = z.looseObject({
  status: z.string().nullish(),
  output: z.array(OutputItem).nullish(),
  usage: CompatibleUsage,
  error: z.unknown().optional(),
  incomplete_details: z.looseObject({ reason: z.string().nullish() }).nullish().catch(undefined),
});

/** Progress that says nothing of the answer, as `response.content_part.added`. */
const Progress = z.looseObject({ type: z.string().startsWith('response.') });

export function createResponsesReader(): AnswerReader {
  const findings = createServiceFindings();
  const items = createOutputItems(findings);

  const readResponse = (value: unknown): Piece | undefined => {
    const parsed = Response.safeParse(value);
    if (!parsed.success) return undefined;
    const { output, usage, status, incomplete_details } = parsed.data;
    const error = readErrorItem(parsed.data.error);
    const said = items.finishAll(output ?? []);
    return pieceOf({
      reasoning: said.map(piece => piece.reasoning).join(''),
      text: said.map(piece => piece.text).join(''),
      calls: said.flatMap(piece => piece.rest?.calls ?? []),
      finishReason: finishReasonOf(status, incomplete_details?.reason),
      usage: readTokens(usage),
      costUsd: usage?.cost ?? undefined,
      error: error ?? (status === 'failed' ? { code: 'inferenceError' } : undefined),
    });
  };

  const readEvent = (event: z.infer<typeof StreamEvent>): Piece | undefined => {
    switch (event.type) {
      case 'response.output_text.delta':
      case 'response.refusal.delta':
        return items.addText(event.output_index, event.delta);
      case 'response.reasoning_summary_text.delta':
      case 'response.reasoning_text.delta':
        return items.addReasoning(event.output_index, event.delta);
      case 'response.function_call_arguments.delta':
        return items.addArguments(event.output_index, event.delta);
      case 'response.output_item.added':
        return items.begin(event.output_index, event.item);
      case 'response.output_item.done':
        return items.finish(event.output_index, event.item);
      case 'response.output_text.annotation.added':
        items.addAnnotation(event.annotation);
        return pieceOf({});
      case 'response.completed':
      case 'response.incomplete':
      case 'response.failed':
        return readResponse(event.response);
    }
  };

  return {
    ...findings,
    read: value => {
      const event = StreamEvent.safeParse(value);
      if (event.success) return readEvent(event.data);
      const error = readErrorEvent(value);
      if (error !== undefined) return pieceOf({ error });
      if (Progress.safeParse(value).success) return pieceOf({});
      return WholeBody.safeParse(value).success ? readResponse(value) : undefined;
    },
  };
}

const WholeBody = z.looseObject({ output: z.array(z.unknown()) });

/** In the words of the native endpoint. */
function finishReasonOf(
  status: string | null | undefined,
  reason: string | null | undefined,
): string | undefined {
  if (status === 'completed') return 'stop';
  if (status !== 'incomplete') return undefined;
  return reason === 'max_output_tokens' ? 'length' : (reason ?? 'unknown');
}

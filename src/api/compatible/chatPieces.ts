import * as z from 'zod';
import type { CallPiece } from '../responseSchema.ts';
import { createServiceFindings, pieceOf, type AnswerReader } from './answerReader.ts';
import { readErrorEvent } from './compatibleErrors.ts';
import { CompatibleUsage, readTokens } from './compatibleUsage.ts';

/** What `/v1/chat/completions` answers, read loosely: an event of its stream or a whole body. */

const Words = z.string().nullish();

const Call = z.looseObject({
  index: z.int().nonnegative().nullish().catch(undefined),
  id: Words,
  function: z.looseObject({ name: Words, arguments: z.unknown().optional() }).nullish(),
});

const Annotation = z.looseObject({
  url_citation: z.looseObject({ url: z.string(), title: Words.catch(undefined) }),
});

const Message = z.looseObject({
  content: Words,
  refusal: Words,
  reasoning_content: Words,
  tool_calls: z.array(Call).nullish(),
  annotations: z
    .array(z.union([Annotation, z.unknown().transform(() => undefined)]))
    .nullish()
    .catch(undefined),
});

const Choice = z.looseObject({
  index: z.int().nonnegative().nullish().catch(undefined),
  delta: Message.nullish(),
  message: Message.nullish(),
  finish_reason: Words.catch(undefined),
});

const Completion = z.looseObject({ choices: z.array(Choice), usage: CompatibleUsage });

/**
 * @param wanted which of the answers that were asked for: 0 is the first, and has the bill of all
 */
export function createChatReader(wanted: number): AnswerReader {
  const findings = createServiceFindings();
  return {
    ...findings,
    read: value => {
      const error = readErrorEvent(value);
      if (error !== undefined) return pieceOf({ error });
      const parsed = Completion.safeParse(value);
      if (!parsed.success) return undefined;
      const { choices, usage } = parsed.data;
      const choice = choices.find((one, position) => (one.index ?? position) === wanted);
      const said = choice?.delta ?? choice?.message;
      for (const annotation of said?.annotations ?? []) {
        if (annotation === undefined) continue;
        const { url, title } = annotation.url_citation;
        findings.addSource({ url, title: title ?? undefined });
      }
      return pieceOf({
        reasoning: said?.reasoning_content ?? '',
        text: (said?.content ?? '') + (said?.refusal ?? ''),
        calls: (said?.tool_calls ?? []).map(callOf),
        finishReason: choice?.finish_reason ?? undefined,
        usage: wanted === 0 ? readTokens(usage) : undefined,
        costUsd: wanted === 0 ? (usage?.cost ?? undefined) : undefined,
        whole: choice?.message !== undefined && choice.message !== null,
      });
    },
  };
}

function callOf(call: z.infer<typeof Call>): CallPiece {
  return {
    index: call.index ?? undefined,
    id: call.id ?? undefined,
    name: call.function?.name ?? undefined,
    input: call.function?.arguments ?? undefined,
  };
}

import * as z from 'zod';
import type { ServiceToolUse } from '../modelClient.ts';
import type { CallPiece, Piece } from '../responseSchema.ts';
import { pieceOf, type ServiceFindings } from './answerReader.ts';

const Words = z.string().nullish();
const Text = z.looseObject({
  text: Words,
  refusal: Words,
  annotations: z.array(z.unknown()).nullish(),
});

/** One thing that the model or the service's own tools put out, begun or whole. */
export const OutputItem = z.looseObject({
  type: z.string(),
  id: Words,
  call_id: Words,
  name: Words,
  arguments: Words,
  content: z.array(Text).nullish().catch(undefined),
  summary: z.array(Text).nullish().catch(undefined),
  action: z.looseObject({ query: Words }).nullish().catch(undefined),
  code: Words,
  outputs: z
    .array(z.looseObject({ logs: Words }))
    .nullish()
    .catch(undefined),
});
export type OutputItem = z.infer<typeof OutputItem>;

const UrlCitation = z.looseObject({ url: z.string(), title: Words.catch(undefined) });

/**
 * Puts the items of one response together. Whatever comes in deltas comes again when its item and
 * the response are complete, and some servers send it only then: so of a whole only what goes
 * beyond what was told already is given.
 */
export interface OutputItems {
  addText(index: number, delta: string): Piece;
  addReasoning(index: number, delta: string): Piece;
  addArguments(index: number, delta: string): Piece;
  begin(index: number, item: OutputItem): Piece;
  finish(index: number, item: OutputItem): Piece;
  addAnnotation(annotation: unknown): void;
  /** The output of the whole response; if items came before it, only what they found is taken. */
  finishAll(output: readonly OutputItem[]): readonly Piece[];
}

export function createOutputItems(findings: ServiceFindings): OutputItems {
  /** UTF-16 code units of each item that were told. */
  const told = new Map<number, number>();
  const tell = (index: number, delta: string): string => {
    told.set(index, (told.get(index) ?? 0) + delta.length);
    return delta;
  };
  const rest = (index: number, whole: string): string =>
    tell(index, whole.slice(told.get(index) ?? 0));

  const addAnnotation = (annotation: unknown): void => {
    const parsed = UrlCitation.safeParse(annotation);
    if (!parsed.success) return;
    findings.addSource({ url: parsed.data.url, title: parsed.data.title ?? undefined });
  };

  const finish = (index: number, item: OutputItem): Piece => {
    noteFindings(item);
    switch (item.type) {
      case 'message':
        return pieceOf({ text: rest(index, textOf(item.content)) });
      case 'reasoning':
        return pieceOf({ reasoning: rest(index, textOf(item.summary) || textOf(item.content)) });
      case 'function_call':
        return pieceOf({ calls: [callOf(index, item, rest(index, item.arguments ?? ''))] });
      default:
        return pieceOf({});
    }
  };

  const noteFindings = (item: OutputItem): void => {
    for (const part of item.content ?? []) part.annotations?.forEach(addAnnotation);
    const use = useOf(item);
    if (use !== undefined) findings.addUse(use);
  };

  return {
    addText: (index, delta) => pieceOf({ text: tell(index, delta) }),
    addReasoning: (index, delta) => pieceOf({ reasoning: tell(index, delta) }),
    addArguments: (index, delta) =>
      pieceOf({ calls: [{ index, id: undefined, name: undefined, input: tell(index, delta) }] }),
    addAnnotation,
    begin: (index, item) =>
      item.type === 'function_call'
        ? pieceOf({ calls: [callOf(index, item, rest(index, item.arguments ?? ''))] })
        : pieceOf({}),
    finish,
    finishAll: output => {
      if (told.size === 0) return output.map((item, index) => finish(index, item));
      // Where an item was left out the others have moved: their places are not to be trusted.
      output.forEach(noteFindings);
      return [];
    },
  };
}

function useOf({ type, id, action, code, outputs }: OutputItem): ServiceToolUse | undefined {
  const isSearch = type === 'web_search_call';
  if ((!isSearch && type !== 'code_interpreter_call') || typeof id !== 'string') return undefined;
  return isSearch
    ? { id, tool: 'search', input: action?.query ?? '', output: '' }
    : {
        id,
        tool: 'codeInterpreter',
        input: code ?? '',
        output: (outputs ?? []).map(({ logs }) => logs ?? '').join(''),
      };
}

function callOf(index: number, { call_id, id, name }: OutputItem, input: string): CallPiece {
  return { index, id: call_id ?? id ?? undefined, name: name ?? undefined, input };
}

function textOf(parts: OutputItem['content']): string {
  return (parts ?? []).map(({ text, refusal }) => (text ?? '') + (refusal ?? '')).join('');
}

import * as z from 'zod';
import { isJsonObject } from '../base/json.ts';
import type { Source, TokenUsage } from './modelClient.ts';
import { readNamedUses, readToolUse, serviceToolOf, type UsePiece } from './serviceTools.ts';
import { readSources } from './sources.ts';
import { readTextDelta } from './textDelta.ts';
import { Billing, readCost, readUsage } from './usage.ts';

/**
 * Everything that the service may answer, read loosely: its own SDKs and live clients met more
 * forms than the published ones (spec/runware-api.md 1.3, 4 and 5).
 */

/** What one event of a stream, or one whole body, says. */
export interface Piece {
  readonly reasoning: string;
  readonly text: string;
  /** Undefined for the many pieces that are a delta of text and nothing else. */
  readonly rest: PieceRest | undefined;
}

export interface PieceRest {
  readonly calls: readonly CallPiece[];
  readonly finishReason: string | undefined;
  readonly usage: TokenUsage | undefined;
  readonly costUsd: number | undefined;
  readonly error: WireError | undefined;
  /** None if absent. */
  readonly sources?: readonly Source[];
  readonly uses?: readonly UsePiece[];
  /** The other results of a body that has several, in their order. */
  readonly others?: readonly Piece[];
  /** True for a result that came at once, not in deltas. */
  readonly whole: boolean;
}

/** A tool call or a piece of one, in whichever shape it came. */
export interface CallPiece {
  readonly index: number | undefined;
  readonly id: string | undefined;
  readonly name: string | undefined;
  /** Text to be joined, any other JSON value as the whole, undefined if the piece has none. */
  readonly input: unknown;
}

export interface WireError {
  readonly code?: string | undefined;
  readonly message?: string | undefined;
  readonly parameter?: string | undefined;
}

/**
 * @param value JSON that was parsed
 * @param taskUUID of the task that was sent; results of others are left out where it has one
 * @returns undefined if it is no form of an answer
 */
export function readPiece(value: unknown, taskUUID: string): Piece | undefined {
  return readTextDelta(value) ?? readAnyPiece(value, taskUUID);
}

// A field that is oddly written is a field that is not there: the answer was paid for all the same.

const Words = z
  .union([z.string(), z.array(z.string()).transform(parts => parts.join(''))])
  .nullish()
  .catch(undefined);

/** With outputFormat JSON `text` may come parsed; its JSON text is what was asked for. */
const Text = z.union([
  z.string(),
  z
    .union([z.record(z.string(), z.unknown()), z.array(z.unknown()), z.number(), z.boolean()])
    .transform(it => JSON.stringify(it)),
]);

const Name = z.string().nullish().catch(undefined);
const Id = z
  .union([z.string(), z.number().transform(String)])
  .nullish()
  .catch(undefined);
const Index = z
  .union([z.int().nonnegative(), z.string().regex(/^\d+$/).transform(Number)])
  .nullish()
  .catch(undefined);

const CallElement = z.looseObject({
  index: Index,
  id: Id,
  type: Name,
  name: Name,
  input: z.unknown().optional(),
  arguments: z.unknown().optional(),
  function: z
    .looseObject({ name: Name, arguments: z.unknown().optional() })
    .nullish()
    .catch(undefined),
});

const Calls = z
  .union([
    z.array(CallElement.nullable().catch(null)).transform(calls => calls.filter(it => it !== null)),
    CallElement.transform(call => [call]),
  ])
  .nullish()
  .catch(undefined);

const Content = z.looseObject({
  text: Text.nullish(),
  reasoningContent: Words,
  toolCalls: Calls,
  tools: Calls,
  tool_calls: Calls,
  toolUse: Calls,
});

/** Backends write an object without fields as `[]` at times. */
const Nothing = z.union([z.array(z.unknown()).max(0), z.literal('')]).transform(() => null);

const Parameter = z
  .union([z.string(), z.array(z.string()).transform(([first]) => first)])
  .nullish()
  .catch(undefined);

export const ErrorItem = z.union([
  z.string().transform((message): WireError => ({ message })),
  z
    .looseObject({
      code: Id,
      message: Name,
      parameter: Parameter,
    })
    .transform(({ code, message, parameter }): WireError => ({
      code: code ?? undefined,
      message: message ?? undefined,
      parameter: parameter ?? undefined,
    })),
]);

/** Nothing of an answer has both, so an array of these is the `errors` of an envelope. */
const BareError = z
  .looseObject({ code: z.string(), message: z.string(), parameter: Parameter })
  .transform(({ code, message, parameter }): WireError => ({
    code,
    message,
    parameter: parameter ?? undefined,
  }));

/** What says that nothing failed. */
const NoError = z.union([Nothing, z.strictObject({}), z.literal(false)]).transform(() => null);

const Failing = z.looseObject({
  errors: z
    .union([NoError, z.array(ErrorItem.catch({})), ErrorItem.transform(error => [error])])
    .nullish()
    .catch(undefined),
  error: z.union([NoError, ErrorItem]).nullish().catch(undefined),
});

const Item = Content.extend({
  ...Failing.shape,
  ...Billing.shape,
  delta: z.union([Nothing, Content]).nullish(),
  /** Met beside the service's own fields, with sources in it. */
  choices: z
    .array(z.looseObject({ delta: z.unknown().optional(), message: z.unknown().optional() }))
    .nullish()
    .catch(undefined),
  finishReason: z.string().nullish().catch(undefined),
});

/** Backends write a list of one as the one itself. */
const Items = z.union([z.array(Item), Item.transform(item => [item])]);

const Envelope = Failing.extend({ data: Items });

const Body = z.union([
  Envelope,
  z
    .array(BareError)
    .min(1)
    .transform(errors => ({ data: [], errors, error: undefined })),
  // A bare array is the `data` of an envelope that is not there.
  z.array(Item).transform(data => ({ data, errors: undefined, error: undefined })),
]);

function readAnyPiece(value: unknown, taskUUID?: string): Piece | undefined {
  const body = Body.safeParse(value);
  if (body.success) {
    const items = body.data.data;
    const own = items.filter(item => isOf(item, taskUUID));
    const results = (own.length > 0 ? own : items).map(item => pieceOf(item, true));
    const made = results.filter(hasContent);
    // One without text was billed as well.
    const empty = results.filter(result => !hasContent(result) && isTold(result));
    const [first, ...others] = [...made, ...empty];
    // What was made is told, though another result failed.
    if (first !== undefined && made.length > 0)
      return withRest(first, { error: undefined, others });
    const only = first ?? results[0] ?? pieceOf({}, true);
    return withRest(only, { error: firstError(body.data) ?? firstErrorOf(results), others });
  }
  // Something was sent, though nobody can read it: that is another thing than silence.
  if (isJsonObject(value) && (value['data'] ?? undefined) !== undefined) return undefined;
  const item = Item.safeParse(value);
  return item.success ? pieceOf(item.data, false) : undefined;
}

function pieceOf(item: z.infer<typeof Item>, inBody: boolean): Piece {
  const delta = item.delta ?? {};
  const calls = [item, delta].flatMap(callsOf);
  const places = [item, delta, ...(item.choices ?? []).flatMap(it => [it.delta, it.message])];
  return {
    reasoning: (item.reasoningContent ?? '') + (delta.reasoningContent ?? ''),
    text: (item.text ?? '') + (delta.text ?? ''),
    rest: {
      calls,
      finishReason: item.finishReason ?? undefined,
      usage: readUsage(item),
      costUsd: readCost(item),
      error: firstError(item),
      sources: places.flatMap(readSources),
      uses: [item, delta].flatMap(usesOf),
      others: [],
      whole: inBody && !isToCome(item) && (typeof item.text === 'string' || calls.length > 0),
    },
  };
}

/** A row of a task that is still worked on may have the fields of its result, and nothing in them. */
function isToCome(item: z.infer<typeof Item>): boolean {
  return item['status'] === 'processing';
}

function firstError(from: z.infer<typeof Failing>): WireError | undefined {
  return from.errors?.[0] ?? from.error ?? undefined;
}

function hasContent({ text, rest }: Piece): boolean {
  return text !== '' || (rest?.calls.length ?? 0) > 0;
}

function isOf({ taskUUID: named }: z.infer<typeof Item>, taskUUID: string | undefined): boolean {
  return typeof named === 'string' && named.toLowerCase() === taskUUID?.toLowerCase();
}

function isTold({ rest }: Piece): boolean {
  return rest?.finishReason !== undefined || rest?.costUsd !== undefined;
}

function firstErrorOf(results: readonly Piece[]): WireError | undefined {
  return results.map(({ rest }) => rest?.error).find(error => error !== undefined);
}

function withRest(piece: Piece, changes: Pick<PieceRest, 'error' | 'others'>): Piece {
  return piece.rest === undefined ? piece : { ...piece, rest: { ...piece.rest, ...changes } };
}

type Element = z.infer<typeof CallElement>;

/**
 * The elements of one kind in the first field that has any (spec/runware-api.md 4.4): the same ones
 * may stand in two.
 */
function elementsOf(
  { toolCalls, tools, tool_calls: snakeCase, toolUse }: z.infer<typeof Content>,
  counts: (element: Element) => boolean,
): readonly Element[] {
  const lists = [toolCalls, tools, snakeCase, toolUse].map(list => (list ?? []).filter(counts));
  return lists.find(list => list.length > 0) ?? [];
}

function callsOf(content: z.infer<typeof Content>): CallPiece[] {
  return elementsOf(content, isCall).map(element => ({
    index: element.index ?? undefined,
    id: element.id ?? undefined,
    name: element.name ?? element.function?.name ?? undefined,
    input: element.input ?? element.arguments ?? element.function?.arguments ?? undefined,
  }));
}

/** Not the request's own tools said back, nor what the service ran itself. */
function isCall(element: Element): boolean {
  return !('schema' in element) && serviceToolOf(element.type) === undefined;
}

function usesOf(content: z.infer<typeof Content>): UsePiece[] {
  const listed = elementsOf(content, ({ type }) => serviceToolOf(type) !== undefined).flatMap(
    element => {
      const tool = serviceToolOf(element.type);
      const use =
        tool === undefined || !isJsonObject(element) ? undefined : readToolUse(tool, element);
      return use ?? [];
    },
  );
  return isJsonObject(content) ? [...listed, ...readNamedUses(content)] : listed;
}

/** What a body with an HTTP status of failure says; undefined if it says nothing. */
export function readErrorBody(value: unknown): WireError | undefined {
  return readAnyPiece(value)?.rest?.error;
}

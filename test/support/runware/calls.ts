import type { JsonObject, JsonValue } from '../../../src/base/json.ts';
import type { CallShape } from './answers.ts';
import { argumentText, type GeneratedCall } from './generation.ts';

/** A whole call in one of the forms of spec/runware-api.md 4.4. */
export function callElement(call: GeneratedCall, shape: CallShape): JsonObject {
  const given = shape.arguments === 'string' ? argumentText(call) : call.arguments;
  return element(shape, call.id, call.name, given);
}

/** The `toolCalls: […]` of each event that carries calls, in order. */
export function callEvents(
  calls: readonly GeneratedCall[],
  shape: CallShape,
  chunkSize: number,
): JsonObject[] {
  if (calls.length === 0) return [];
  const carry = (elements: readonly JsonObject[]): JsonObject => ({ [shape.field]: elements });
  switch (shape.streamed) {
    case 'whole':
      return [carry(calls.map(call => callElement(call, shape)))];
    case 'each':
      return calls.map((call, index) => carry([{ index, ...callElement(call, shape) }]));
    case 'pieces':
      return calls.flatMap((call, index) =>
        callPieces(call, index, shape, chunkSize).map(piece => carry([piece])),
      );
  }
}

function callPieces(
  call: GeneratedCall,
  index: number,
  shape: CallShape,
  chunkSize: number,
): JsonObject[] {
  const key: JsonObject =
    shape.pieceKey === 'index' ? { index } : call.id === undefined ? {} : { id: call.id };
  const first = { ...key, ...element(shape, call.id, call.name, '') };
  const later = slices(argumentText(call), chunkSize).map(piece => ({
    ...key,
    ...argumentsOf(shape, piece),
  }));
  return [first, ...later];
}

function element(
  shape: CallShape,
  id: string | undefined,
  name: string,
  given: JsonObject | string,
): JsonObject {
  const identity = id === undefined ? {} : { id };
  return shape.element === 'function'
    ? { ...identity, type: 'function', function: { name, arguments: given } }
    : { ...identity, name, ...argumentsOf(shape, given) };
}

function argumentsOf(shape: CallShape, given: JsonValue): JsonObject {
  switch (shape.element) {
    case 'input':
      return { input: given };
    case 'arguments':
      return { arguments: given };
    case 'function':
      return { function: { arguments: given } };
  }
}

/** Pieces of `size` UTF-16 code units; a surrogate pair may fall apart. */
export function slices(text: string, size: number): string[] {
  const pieces: string[] = [];
  for (let start = 0; start < text.length; start += size) {
    pieces.push(text.slice(start, start + size));
  }
  return pieces;
}

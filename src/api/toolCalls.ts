import { describeError } from '../base/errors.ts';
import { growText } from '../base/growText.ts';
import { isJsonObject } from '../base/json.ts';
import type { ModelEvent, ReceivedToolCall } from './modelClient.ts';
import type { CallPiece } from './responseSchema.ts';

/**
 * Collects the calls of one answer. How a call arrives is published nowhere, so pieces are put
 * together by id, else by index, else by their order (spec/runware-api.md 4.4). Time is linear in
 * the length of the arguments: pieces are joined and parsed once, at the end.
 */
export interface CallCollector {
  readonly size: number;
  /** @returns what a reader is shown of it; undefined if the piece brought nothing new */
  add(piece: CallPiece): ModelEvent | undefined;
  /**
   * @param cut why no call of this answer may be run, in words for the model; undefined if the
   * answer is whole
   */
  finish(cut: string | undefined): ReceivedToolCall[];
}

interface Slot {
  readonly order: number;
  readonly index: number | undefined;
  readonly id: string;
  /** As the service sent it; a call without one has an id of ours. */
  wireId: string | undefined;
  name: string;
  /** Undefined before the first piece. */
  text: string | undefined;
  /** A value that came as JSON, not as text of JSON. */
  value: { readonly json: unknown } | undefined;
}

const NAMELESS = 'unknown_tool';

export function createCallCollector(taskUUID: string): CallCollector {
  const slots: Slot[] = [];
  const byId = new Map<string, Slot>();
  const byIndex = new Map<number, Slot>();

  const find = (piece: CallPiece): Slot | undefined => {
    // No mark at all: a name begins a call, its absence goes on with the last one.
    if (piece.id === undefined && piece.index === undefined) {
      return piece.name === undefined ? slots.at(-1) : undefined;
    }
    const marked = findNumbered(piece) ?? findNamed(piece);
    return marked !== undefined && isOther(marked.value?.json, piece.input) ? undefined : marked;
  };

  /** Some number every call 0 and tell them apart by id. */
  const findNumbered = ({ id, index }: CallPiece): Slot | undefined => {
    const slot = index === undefined ? undefined : byIndex.get(index);
    return id === undefined || (slot?.wireId ?? id) === id ? slot : undefined;
  };

  /** Others give every call one id and tell them apart by number. */
  const findNamed = ({ id, index }: CallPiece): Slot | undefined => {
    const slot = id === undefined ? undefined : byId.get(id);
    return index === undefined || (slot?.index ?? index) === index ? slot : undefined;
  };

  const open = (piece: CallPiece): Slot => {
    const order = slots.length;
    const slot: Slot = {
      order,
      index: piece.index,
      id: freeIdOf(piece, order + 1),
      wireId: piece.id,
      name: '',
      text: undefined,
      value: undefined,
    };
    slots.push(slot);
    return slot;
  };

  /** Unique in the chat, not only in this answer: results are matched by it. */
  const freeIdOf = ({ id }: CallPiece, number: number): string => {
    if (id === undefined) return `call_${number}_${taskUUID.slice(0, 8)}`;
    return byId.has(id) ? `${id}_${number}` : id;
  };

  return {
    get size() {
      return slots.length;
    },
    add: given => {
      const piece = { ...given, id: unlessEmpty(given.id), name: unlessEmpty(given.name) };
      const known = find(piece);
      const slot = known ?? open(piece);
      if (piece.id !== undefined) {
        slot.wireId = piece.id;
        byId.set(piece.id, slot);
      }
      if (piece.index !== undefined) byIndex.set(piece.index, slot);
      const named = slot.name === '' && piece.name !== undefined;
      slot.name ||= piece.name ?? '';
      const argumentsDelta = take(slot, piece.input);
      if (known !== undefined && !named && argumentsDelta === '') return undefined;
      const { order: index, id, name } = slot;
      return { type: 'toolCall', index, id, name, argumentsDelta };
    },
    finish: cut => inWireOrder(slots).map(slot => receive(slot, cut)),
  };
}

function unlessEmpty(said: string | undefined): string | undefined {
  return said === '' ? undefined : said;
}

/** Arguments that come whole come once, or again as they were; an empty object may be filled later. */
function isOther(known: unknown, input: unknown): boolean {
  if (!isJsonObject(known) || !isJsonObject(input) || Object.keys(known).length === 0) return false;
  return JSON.stringify(known) !== JSON.stringify(input);
}

function take(slot: Slot, input: unknown): string {
  if (input === undefined) return '';
  if (typeof input === 'string') {
    slot.text = growText(slot.text ?? '', input);
    return input;
  }
  const shown = slot.text === undefined && slot.value === undefined ? JSON.stringify(input) : '';
  slot.value = { json: input };
  return shown;
}

/** Pieces of several calls may come interleaved; where they are numbered, the numbers decide. */
function inWireOrder(slots: readonly Slot[]): Slot[] {
  const numbers = new Set(slots.map(slot => slot.index));
  if (numbers.has(undefined) || numbers.size < slots.length) return [...slots];
  return slots.toSorted((a, b) => (a.index ?? 0) - (b.index ?? 0));
}

function receive(slot: Slot, cut: string | undefined): ReceivedToolCall {
  const { id } = slot;
  const name = slot.name === '' ? NAMELESS : slot.name;
  const raw = slot.value === undefined ? (slot.text ?? '') : JSON.stringify(slot.value.json);
  const refuse = (reason: string): ReceivedToolCall => ({ valid: false, id, name, raw, reason });
  if (cut !== undefined) return refuse(cut);
  if (slot.name === '') return refuse('The call has no tool name. Nothing was run. Call it again.');
  // No arguments at all is how some write a call of a tool that takes none.
  if (slot.value === undefined && slot.text === undefined) {
    return { valid: true, id, name, input: {} };
  }
  const parsed = slot.value ?? parse(raw);
  if ('fault' in parsed) {
    return refuse(
      `The arguments of ${name} are not whole JSON (${parsed.fault}). Nothing was run. Call it again with all arguments as one JSON object.`,
    );
  }
  if (!isJsonObject(parsed.json)) {
    return refuse(
      `The arguments of ${name} are JSON but not an object. Nothing was run. Call it again with all arguments as one JSON object.`,
    );
  }
  return { valid: true, id, name, input: parsed.json };
}

function parse(raw: string): { readonly json: unknown } | { readonly fault: string } {
  try {
    const json: unknown = JSON.parse(raw);
    return { json };
  } catch (error) {
    return { fault: describeError(error) };
  }
}

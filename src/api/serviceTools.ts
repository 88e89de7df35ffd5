import * as z from 'zod';
import { isJsonObject, parseJson, type JsonObject } from '../base/json.ts';
import type { ServiceTool, ServiceToolUse } from './modelClient.ts';

/** What a tool of the service did, or a piece of it. */
export interface UsePiece {
  readonly id: string | undefined;
  readonly tool: ServiceTool;
  readonly input: string;
  readonly output: string;
}

/** The service's names, and the provider's for the same. */
const TOOLS: ReadonlyMap<string, ServiceTool> = new Map([
  ['search', 'search'],
  ['web_search', 'search'],
  ['web_search_call', 'search'],
  ['codeInterpreter', 'codeInterpreter'],
  ['code_interpreter', 'codeInterpreter'],
  ['code_interpreter_call', 'codeInterpreter'],
]);

/** @returns undefined for a type that the service does not run itself */
export function serviceToolOf(type: unknown): ServiceTool | undefined {
  return typeof type === 'string' ? TOOLS.get(type) : undefined;
}

/** Where what was asked, and what came of it, may stand; the first that is there counts. */
const INPUTS = ['query', 'queries', 'code', 'input', 'arguments', 'action'];
const OUTPUTS = ['output', 'outputs', 'result', 'results', 'content', 'logs'];

/**
 * Reads an element of a list of calls whose type is a tool of the service. How it looks is
 * published nowhere, so whatever came is made text.
 * @returns undefined for the request's own definition said back, which tells of no use
 */
export function readToolUse(tool: ServiceTool, element: JsonObject): UsePiece | undefined {
  const id = z.string().min(1).safeParse(element['id']).data;
  const input = inputText(firstOf(element, INPUTS));
  const output = plainText(firstOf(element, OUTPUTS));
  return id === undefined && input === '' && output === ''
    ? undefined
    : { id, tool, input, output };
}

/** Fields beside the text that were named after the tool and hold what came of it. */
const FIELDS: readonly (readonly [name: string, tool: ServiceTool])[] = [
  ['codeInterpreter', 'codeInterpreter'],
  ['codeInterpreterCalls', 'codeInterpreter'],
  ['codeInterpreterOutput', 'codeInterpreter'],
  ['codeInterpreterOutputs', 'codeInterpreter'],
  ['codeInterpreterResults', 'codeInterpreter'],
  ['search', 'search'],
  ['searchCalls', 'search'],
  ['searchResults', 'search'],
];

/** Uses that a piece of an answer tells in fields of their own. */
export function readNamedUses(content: JsonObject): UsePiece[] {
  return FIELDS.flatMap(([name, tool]) => {
    const value = content[name] ?? undefined;
    if (value === undefined || typeof value === 'boolean') return [];
    const elements: readonly unknown[] = Array.isArray(value) ? value : [value];
    return elements.flatMap(element => {
      const use = isJsonObject(element)
        ? readToolUse(tool, element)
        : { id: undefined, tool, input: '', output: plainText(element) };
      if (use !== undefined) return [use];
      return isJsonObject(element) && Object.keys(element).length > 0
        ? [{ id: undefined, tool, input: '', output: plainText(element) }]
        : [];
    });
  });
}

function firstOf(element: JsonObject, names: readonly string[]): unknown {
  return names.map(name => element[name]).find(value => value !== undefined && value !== null);
}

/** The query or the code itself where it stands in arguments, as an object or as JSON text. */
function inputText(value: unknown): string {
  const given = typeof value === 'string' ? (parseObject(value) ?? value) : value;
  if (!isJsonObject(given)) return plainText(given);
  const inner = firstOf(given, ['query', 'queries', 'code']);
  return plainText(inner ?? given);
}

function plainText(value: unknown): string {
  if (value === undefined || value === null) return '';
  if (typeof value === 'string') return value;
  if (Array.isArray(value)) return value.map(plainText).filter(Boolean).join('\n');
  if (!isJsonObject(value)) return JSON.stringify(value);
  const words = firstOf(value, ['text', 'logs', 'output', 'content']);
  return typeof words === 'string' ? words : JSON.stringify(value);
}

function parseObject(text: string): JsonObject | undefined {
  if (!text.startsWith('{')) return undefined;
  // A query or a line of code may begin with a brace as well.
  const value = parseJson(text);
  return isJsonObject(value) ? value : undefined;
}

/** Puts the pieces of each use together. */
export interface UseList {
  /** @returns the use as it is now; undefined if the piece brought nothing new */
  add(piece: UsePiece): ServiceToolUse | undefined;
  all(): readonly ServiceToolUse[];
}

/** @param taskUUID for ids that the service left out, so that they are unique in a chat */
export function createUseList(taskUUID: string): UseList {
  const uses: ServiceToolUse[] = [];
  const placeOf = ({ id, tool, input }: UsePiece): number => {
    if (id !== undefined) return uses.findIndex(use => use.id === id);
    // Without an id, an output belongs to the use that waits for one.
    const last = uses.findLastIndex(use => use.tool === tool);
    return input === '' && uses[last]?.output === '' ? last : -1;
  };
  return {
    add: piece => {
      const place = placeOf(piece);
      const known = uses[place];
      const use: ServiceToolUse = {
        id: known?.id ?? piece.id ?? `${piece.tool}_${uses.length + 1}_${taskUUID.slice(0, 8)}`,
        tool: piece.tool,
        input: grown(known?.input ?? '', piece.input),
        output: grown(known?.output ?? '', piece.output),
      };
      if (known?.input === use.input && known.output === use.output) return undefined;
      uses.splice(known === undefined ? uses.length : place, 1, use);
      return use;
    },
    all: () => [...uses],
  };
}

/** A later piece may say all that there is so far, or what is new. */
function grown(before: string, piece: string): string {
  return piece.startsWith(before) ? piece : before + piece;
}

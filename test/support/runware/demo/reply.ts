import { isJsonObject, type JsonObject } from '../../../../src/base/json.ts';
import { text, tools, type Delivery, type ScriptedCall, type ToolsAnswer } from '../answers.ts';
import type { TextAnswer } from '../answers.ts';
import type { TextTask } from '../textTask.ts';

/** What the demo says to one request; every part of it sees only what the request holds. */
export type Reply = TextAnswer | ToolsAnswer;

/** A tool that the demo wants to call is not among those of the request, or takes other arguments. */
export class ToolNotOffered extends Error {
  override readonly name = 'ToolNotOffered';
}

export function say(markdown: string, reasoning?: string): TextAnswer {
  return text(markdown.trim(), reasoning === undefined ? {} : { reasoning });
}

export function act(
  calls: readonly ScriptedCall[],
  said: { readonly reasoning: string; readonly text: string },
): ToolsAnswer {
  return tools(calls, {
    ...said,
    shape: { field: 'toolCalls', element: 'arguments', arguments: 'string', streamed: 'pieces' },
  });
}

/**
 * A call as the request's own tool definitions allow it.
 * @throws ToolNotOffered rather than guess at a name or an argument
 */
export function callOf(task: TextTask, name: string, input: JsonObject): ScriptedCall {
  const tool = task.tools?.find(({ type, name: other }) => type === 'function' && other === name);
  const properties = tool?.schema?.['properties'];
  const required = tool?.schema?.['required'];
  if (!isJsonObject(properties)) throw new ToolNotOffered(`\`${name}\``);
  const unknown = Object.keys(input).filter(key => !(key in properties));
  const missing = Array.isArray(required)
    ? required.filter(key => typeof key === 'string' && !(key in input))
    : [];
  if (unknown.length + missing.length > 0) {
    throw new ToolNotOffered(`\`${name}\` with ${Object.keys(input).join(', ')}`);
  }
  return { name, arguments: input };
}

/** Small pieces with pauses, as a model streams. */
export function paced(reply: Reply, delayMs: number): Reply {
  const pace: Delivery = { chunkSize: 6, delayMs };
  return { ...reply, ...pace };
}

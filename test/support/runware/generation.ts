import { randomUUID } from 'node:crypto';
import type { JsonObject, JsonValue } from '../../../src/base/json.ts';
import {
  defaultShape,
  type CallShape,
  type ScriptedCall,
  type TextAnswer,
  type ToolsAnswer,
} from './answers.ts';
import {
  charactersOf,
  costOf,
  tokensOf,
  usageOf,
  type Counted,
  type PromptCounter,
} from './billing.ts';
import type { TextTask } from './textTask.ts';

/** What the model made of a task, before it is put on a wire. */
export interface Generation {
  readonly reasoning: string;
  readonly text: string;
  readonly calls: readonly GeneratedCall[];
  readonly shape: CallShape;
  /** Undefined leaves it out. */
  readonly finishReason: string | undefined;
  readonly usage: JsonObject | undefined;
  readonly cost: JsonValue | undefined;
  /** USD that the account pays, told or not. */
  readonly charged: number;
}

export interface GeneratedCall {
  readonly id: string | undefined;
  readonly name: string;
  readonly arguments: JsonObject | string;
}

/** Plays an answer within the task's maxTokens: what is over is cut off and finishReason is `length`. */
export function generate(
  task: TextTask,
  answer: TextAnswer | ToolsAnswer,
  counter: PromptCounter,
): Generation {
  const limit = charactersOf(task.settings.maxTokens);
  const reasoning = (answer.reasoning ?? '').slice(0, limit);
  const text = (answer.text ?? '').slice(0, limit - reasoning.length);
  const calls: GeneratedCall[] = [];
  let left = limit - reasoning.length - text.length;
  for (const call of answer.kind === 'tools' ? answer.calls : []) {
    if (left <= 0) break;
    const made = cutCall(call, left);
    left -= argumentText(made).length;
    calls.push(made);
  }
  const counted: Counted = {
    ...counter.count(task),
    reasoningTokens: tokensOf(reasoning),
    completionTokens:
      tokensOf(reasoning) +
      tokensOf(text) +
      calls.reduce((sum, call) => sum + tokensOf(call.name + argumentText(call)), 0),
  };
  const charged = costOf(billed(answer, counted));
  const reason = answer.finishReason === undefined ? defaultReason(answer) : answer.finishReason;
  return {
    reasoning,
    text,
    calls,
    shape: { ...defaultShape, ...(answer.kind === 'tools' ? answer.shape : {}) },
    finishReason: wasCut(answer, { reasoning, text, calls }) ? 'length' : (reason ?? undefined),
    usage: task.includeUsage ? orNone(answer.usage, () => usageOf(counted)) : undefined,
    cost: task.includeCost ? orNone(answer.cost, () => charged) : undefined,
    charged,
  };
}

export function argumentText(call: GeneratedCall): string {
  return typeof call.arguments === 'string' ? call.arguments : JSON.stringify(call.arguments);
}

function cutCall(call: ScriptedCall, limit: number): GeneratedCall {
  const id = call.id === null ? undefined : (call.id ?? `call_${randomUUID().slice(0, 8)}`);
  const made = { id, name: call.name, arguments: call.arguments };
  const whole = argumentText(made);
  return whole.length <= limit ? made : { ...made, arguments: whole.slice(0, limit) };
}

function wasCut(
  answer: TextAnswer | ToolsAnswer,
  made: Pick<Generation, 'reasoning' | 'text' | 'calls'>,
): boolean {
  if (made.reasoning.length < (answer.reasoning ?? '').length) return true;
  if (made.text.length < (answer.text ?? '').length) return true;
  const calls = answer.kind === 'tools' ? answer.calls : [];
  return calls.some((call, index) => {
    const other = made.calls[index];
    return other === undefined || typeof other.arguments !== typeof call.arguments
      ? true
      : argumentText(other).length < argumentText({ ...call, id: undefined }).length;
  });
}

function defaultReason(answer: TextAnswer | ToolsAnswer): string {
  return answer.kind === 'tools' ? 'tool_calls' : 'stop';
}

function orNone<T>(scripted: T | null | undefined, compute: () => T): T | undefined {
  return scripted === undefined ? compute() : (scripted ?? undefined);
}

/** A scripted usage is what is billed. */
function billed(answer: TextAnswer | ToolsAnswer, counted: Counted): Counted {
  const usage = answer.usage ?? {};
  const number = (name: string, otherwise: number): number =>
    typeof usage[name] === 'number' ? usage[name] : otherwise;
  return {
    promptTokens: number('promptTokens', counted.promptTokens),
    cachedTokens: number(
      'cachedInputTokens',
      answer.usage === undefined ? counted.cachedTokens : 0,
    ),
    completionTokens: number('completionTokens', counted.completionTokens),
    reasoningTokens: number('thinkingTokens', counted.reasoningTokens),
  };
}

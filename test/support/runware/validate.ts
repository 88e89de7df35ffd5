import { z } from 'zod';
import { isJsonObject, type JsonObject } from '../../../src/base/json.ts';
import { otherNativeNames } from './modelList.ts';
import { Refusal } from './refusal.ts';
import { TextTask, type Message, type ToolDefinition } from './textTask.ts';

/** Which of the two names of GPT-5.5 the service takes (spec/runware-api.md, decision 2). */
export type ModelNames = 'both' | 'slugOnly' | 'airOnly';

const modelNames: Readonly<Record<ModelNames, readonly string[]>> = {
  both: ['openai-gpt-5-5', 'openai:gpt@5.5'],
  slugOnly: ['openai-gpt-5-5'],
  airOnly: ['openai:gpt@5.5'],
};

/**
 * Whether a model calls tools over the native endpoint, which is published nowhere: it does, or
 * tools and tool rows are refused by name, or they are taken and never used.
 */
export type NativeTools = 'work' | 'refused' | 'ignored';

export interface ValidationRules {
  readonly modelNames: ModelNames;
  /**
   * Levels that the model takes; any other is refused, one that is not sent never. An empty list: it
   * does not know the parameter.
   */
  readonly thinkingLevels?: readonly string[];
  readonly nativeTools?: NativeTools;
  /** True for the UUID of a file that was uploaded and not deleted. */
  readonly hasMedia: (mediaUUID: string) => boolean;
}

/** @throws Refusal for the first thing that the page does not allow. */
export function validateTextTask(input: unknown, rules: ValidationRules): TextTask {
  const task = parseStrictly(TextTask, input);
  const names = [...modelNames[rules.modelNames], ...otherNativeNames];
  if (!names.includes(task.model)) {
    throw new Refusal(400, {
      code: 'invalidModel',
      message: `The model '${task.model}' was not found.`,
      parameter: 'model',
    });
  }
  checkThinkingLevel(input, rules.thinkingLevels);
  if (rules.nativeTools === 'refused') refuseTools(task);
  if (task.deliveryMethod === 'stream' && task.numberResults > 1) {
    throw new Refusal(400, {
      code: 'incompatibleParameters',
      message: 'A stream carries one result: numberResults must be 1.',
      parameter: ['numberResults', 'deliveryMethod'],
    });
  }
  checkMessages(task.messages);
  checkTools(task.tools ?? [], task.toolChoice);
  if (task.outputFormat === 'JSON') outputSchema(task);
  for (const [index, image] of (task.inputs?.images ?? []).entries()) {
    if (z.uuid().safeParse(image).success && !rules.hasMedia(image)) {
      throw invalid(
        `inputs.images[${index}]`,
        'There is no media with this UUID.',
        'mediaNotFound',
      );
    }
  }
  return task;
}

/**
 * The page's five levels are not every model's (spec/runware-api.md 2.1). By what was sent: the page's
 * default is filled in by now.
 */
function checkThinkingLevel(input: unknown, levels: readonly string[] | undefined): void {
  const settings = isJsonObject(input) ? input['settings'] : undefined;
  const level = isJsonObject(settings) ? settings['thinkingLevel'] : undefined;
  if (levels === undefined || typeof level !== 'string' || levels.includes(level)) return;
  throw new Refusal(400, {
    code: levels.length === 0 ? 'unsupportedParameter' : 'invalidParameter',
    message: `Invalid value for 'settings.thinkingLevel': '${level}'.`,
    parameter: 'settings.thinkingLevel',
    allowedValues: levels,
  });
}

function refuseTools(task: TextTask): void {
  const refuse = (parameter: string): Refusal =>
    new Refusal(400, {
      code: 'unsupportedParameter',
      message: `The parameter '${parameter}' is not supported for this model.`,
      parameter,
    });
  if (task.tools !== undefined) throw refuse('tools');
  for (const [index, row] of task.messages.entries()) {
    if (row.role === 'tool') throw refuse(`messages[${index}].role`);
    if (row.role === 'assistant' && row.tools !== undefined) {
      throw refuse(`messages[${index}].tools`);
    }
  }
}

/**
 * The schema that the answer has to fit: none unless outputFormat is JSON, and a bare schema is
 * wrapped as the page says.
 */
export function outputSchema(
  task: TextTask,
): { readonly name: string; readonly schema: JsonObject; readonly strict: boolean } | undefined {
  if (task.outputFormat !== 'JSON' || task.jsonSchema === undefined) return undefined;
  const given = typeof task.jsonSchema === 'string' ? parseJson(task.jsonSchema) : task.jsonSchema;
  if (!isJsonObject(given)) throw invalid('jsonSchema', 'jsonSchema must hold a JSON object.');
  if (!('schema' in given)) return { name: 'response', schema: given, strict: true };
  return parseStrictly(
    z.strictObject({
      name: z.string().min(1),
      schema: z.record(z.string(), z.json()),
      strict: z.boolean().default(true),
    }),
    given,
    ['jsonSchema'],
  );
}

function checkMessages(messages: readonly Message[]): void {
  let awaited = new Set<string>();
  for (const [index, message] of messages.entries()) {
    const at = `messages[${index}]`;
    if (message.role === 'tool') {
      if (!awaited.delete(message.id)) {
        throw invalid(`${at}.id`, `No call '${message.id}' of the row before awaits a result.`);
      }
      continue;
    }
    refuseUnanswered(awaited, at);
    if (message.role === 'user') continue;
    const calls = message.tools ?? [];
    if (message.content === undefined && calls.length === 0) {
      throw invalid(at, 'An assistant row needs content or tools.');
    }
    awaited = new Set(calls.map(call => call.id));
    if (awaited.size < calls.length) throw invalid(`${at}.tools`, 'Two calls have the same id.');
  }
  refuseUnanswered(awaited, 'messages');
  if (messages.at(-1)?.role === 'assistant') {
    throw invalid('messages', 'The final message must have the role user or tool.');
  }
}

function refuseUnanswered(awaited: ReadonlySet<string>, parameter: string): void {
  if (awaited.size === 0) return;
  throw invalid(parameter, `The calls ${[...awaited].join(', ')} have no tool row.`);
}

function checkTools(tools: readonly ToolDefinition[], choice: TextTask['toolChoice']): void {
  const names = new Set<string>();
  for (const [index, tool] of tools.entries()) {
    if (tool.type !== 'function') continue;
    if (names.has(tool.name)) {
      throw invalid(`tools[${index}].name`, `The name '${tool.name}' is used twice.`);
    }
    names.add(tool.name);
    if (tool.schema['type'] !== 'object') {
      throw invalid(`tools[${index}].schema`, 'The schema must describe an object.');
    }
    // Seen on the compatible endpoint (spec/runware-api.md 3.4); a dummy property is the remedy.
    const properties = tool.schema['properties'];
    if (isJsonObject(properties) && Object.keys(properties).length === 0) {
      throw invalid(`tools[${index}].schema`, 'The schema has no properties.');
    }
  }
  if (choice?.type !== 'tool') return;
  if (choice.name === undefined) {
    throw new Refusal(400, {
      code: 'missingParameter',
      message: "toolChoice.name is required when type is 'tool'.",
      parameter: 'toolChoice.name',
    });
  }
  if (tools.length > 0 && !names.has(choice.name)) {
    throw invalid('toolChoice.name', `There is no tool '${choice.name}'.`);
  }
}

/** Parses with a closed schema. @throws Refusal for the first issue, in the service's shape. */
export function parseStrictly<T>(
  schema: z.ZodType<T>,
  input: unknown,
  under: readonly PropertyKey[] = [],
): T {
  const parsed = schema.safeParse(input, { reportInput: true });
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  if (issue === undefined) throw new Error('zod failed without an issue');
  throw refusalOf(issue, under);
}

function refusalOf(issue: z.core.$ZodIssue, under: readonly PropertyKey[]): Refusal {
  const parameter = parameterName([...under, ...issue.path]);
  if (issue.code === 'unrecognized_keys') {
    const unknownName = parameterName([...under, ...issue.path, issue.keys[0] ?? '']);
    return new Refusal(400, {
      code: 'unsupportedParameter',
      message: `The parameter '${unknownName}' is not supported.`,
      parameter: unknownName,
    });
  }
  if (issue.input === undefined && issue.code !== 'custom') {
    return new Refusal(400, {
      code: 'missingParameter',
      message: `The parameter '${parameter}' is required.`,
      parameter,
    });
  }
  return new Refusal(400, {
    code: parameter === 'taskUUID' ? 'invalidTaskUUID' : 'invalidParameter',
    message: `Invalid value for '${parameter}': ${issue.message}.`,
    parameter,
    ...(issue.code === 'invalid_value' ? { allowedValues: issue.values } : {}),
    ...(issue.code === 'too_small' ? { min: Number(issue.minimum) } : {}),
    ...(issue.code === 'too_big' ? { max: Number(issue.maximum) } : {}),
  });
}

/** `messages[2].content` */
function parameterName(path: readonly PropertyKey[]): string {
  return path
    .map((key, index) =>
      typeof key === 'number' ? `[${key}]` : `${index === 0 ? '' : '.'}${String(key)}`,
    )
    .join('');
}

function invalid(parameter: string, message: string, code = 'invalidParameter'): Refusal {
  return new Refusal(400, { code, message, parameter });
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw invalid('jsonSchema', 'jsonSchema is not JSON.');
  }
}

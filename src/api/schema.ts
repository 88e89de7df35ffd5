import { z } from 'zod';
import { isJsonObject, type JsonObject } from '../base/json.ts';
import { THINKING_LEVELS } from './modelClient.ts';

/**
 * A text task as the service takes it, with every parameter and limit of the model page
 * (spec/gpt-5.5-model-page.txt; allowed values from spec/runware-api.md 2). Every object is closed,
 * as the service's own schemas are. Keys are sent in the order written here: `messages` stands last,
 * so that a longer chat has the shorter one's bytes as its beginning.
 */

/** Ours or parsed from JSON already, so its depths are not walked again at every request. */
const AnyJsonObject = z.custom<JsonObject>(isJsonObject, 'must be a JSON object');

const FunctionTool = z.strictObject({
  type: z.literal('function'),
  name: z
    .string()
    .min(1)
    .max(64)
    .regex(/^[A-Za-z0-9_-]+$/),
  description: z.string().optional(),
  schema: AnyJsonObject,
});

/** `search` and `codeInterpreter` are run by the service itself. */
const ServiceTool = z.strictObject({ type: z.enum(['search', 'codeInterpreter']) });

const Message = z.discriminatedUnion('role', [
  z.strictObject({ role: z.literal('user'), content: z.string() }),
  z
    .strictObject({
      role: z.literal('assistant'),
      content: z.string().optional(),
      tools: z
        .array(
          z.strictObject({ id: z.string().min(1), name: z.string().min(1), input: AnyJsonObject }),
        )
        .min(1)
        .optional(),
    })
    .refine(row => row.content !== undefined || row.tools !== undefined, {
      message: 'an assistant row needs content or tools',
    }),
  z.strictObject({ role: z.literal('tool'), id: z.string().min(1), content: z.string() }),
]);

const Settings = z.strictObject({
  /** UTF-16 code units. */
  systemPrompt: z.string().min(1).max(200_000).optional(),
  /** Reasoning included; the service's default of 4096 can be used up by reasoning alone. */
  maxTokens: z.int().min(1).max(128_000).optional(),
  thinkingLevel: z.enum(THINKING_LEVELS).optional(),
});

export const TextTask = z
  .strictObject({
    taskType: z.literal('textInference'),
    taskUUID: z.uuidv4(),
    model: z.string().min(1),
    outputFormat: z.enum(['TEXT', 'JSON']).optional(),
    deliveryMethod: z.enum(['sync', 'async', 'stream']).optional(),
    includeCost: z.boolean().optional(),
    includeUsage: z.boolean().optional(),
    numberResults: z.int().min(1).max(4).optional(),
    webhookURL: z.url({ protocol: /^https?$/ }).optional(),
    settings: Settings.optional(),
    tools: z
      .array(z.union([FunctionTool, ServiceTool]))
      .min(1)
      .optional(),
    toolChoice: z
      .union([
        z.strictObject({ type: z.enum(['auto', 'any', 'none']) }),
        z.strictObject({ type: z.literal('tool'), name: z.string().min(1) }),
      ])
      .optional(),
    /** Of the whole task, and not remembered by the service: sent again with every request. */
    inputs: z.strictObject({ images: z.array(z.string().min(1)).min(1).optional() }).optional(),
    /** `{name, schema, strict}` or a bare schema; only honoured with outputFormat JSON. */
    jsonSchema: z.union([AnyJsonObject, z.string().min(1)]).optional(),
    messages: z
      .array(Message)
      .min(1)
      .refine(rows => rows.at(-1)?.role !== 'assistant', {
        message: 'the last row must be of the user or a tool',
      }),
  })
  .refine(task => task.deliveryMethod !== 'stream' || (task.numberResults ?? 1) === 1, {
    path: ['numberResults'],
    message: 'a stream carries one result',
  })
  .refine(task => new Set(functionNames(task.tools)).size === functionNames(task.tools).length, {
    path: ['tools'],
    message: 'every function needs a name of its own',
  })
  .refine(
    ({ toolChoice, tools }) =>
      toolChoice?.type !== 'tool' || functionNames(tools).includes(toolChoice.name),
    { path: ['toolChoice', 'name'], message: 'must name one of the functions in tools' },
  );

export type TextTask = z.infer<typeof TextTask>;

function functionNames(
  tools: readonly (z.infer<typeof FunctionTool> | z.infer<typeof ServiceTool>)[] = [],
): string[] {
  return tools.flatMap(tool => (tool.type === 'function' ? [tool.name] : []));
}

import { z } from 'zod';
import { isJsonObject, type JsonObject } from '../base/json.ts';
import { DELIVERY_METHODS, SERVICE_TOOLS, THINKING_LEVELS } from './modelClient.ts';

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
  description: z.string(),
  /** Of an object; one without properties was refused (spec/runware-api.md 3.4). */
  schema: AnyJsonObject.refine(schema => schema['type'] === 'object', {
    message: 'must describe an object',
  }).refine(({ properties }) => !isJsonObject(properties) || Object.keys(properties).length > 0, {
    message: 'must have a property',
  }),
});

/** Run by the service itself. */
const ServiceTool = z.strictObject({ type: z.enum(SERVICE_TOOLS) });

/** The UUID of an upload, a public URL, a data URI or raw base64 (spec/runware-api.md 2). */
const Image = z.union(
  [
    z.uuid(),
    z.url({ protocol: /^https?$/ }),
    z.string().regex(/^data:image\/[a-zA-Z]+;base64,[a-zA-Z0-9+/=]+$/),
    z.string().regex(/^[a-zA-Z0-9+/=]+$/),
  ],
  { error: 'must be the UUID of an upload, an http(s) URL, a data URI of an image or base64' },
);

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
    deliveryMethod: z.enum(DELIVERY_METHODS).optional(),
    includeCost: z.boolean().optional(),
    includeUsage: z.boolean().optional(),
    numberResults: z.int().min(1).max(4).optional(),
    webhookURL: z.url({ protocol: /^https?$/ }).optional(),
    settings: Settings.optional(),
    tools: z
      .array(z.discriminatedUnion('type', [FunctionTool, ServiceTool]))
      .min(1)
      .optional(),
    toolChoice: z
      .discriminatedUnion('type', [
        z.strictObject({ type: z.enum(['auto', 'any', 'none']) }),
        z.strictObject({ type: z.literal('tool'), name: z.string().min(1) }),
      ])
      .optional(),
    /** Of the whole task, and not remembered by the service: sent again with every request. */
    inputs: z.strictObject({ images: z.array(Image).min(1).optional() }).optional(),
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
  .refine(task => task.jsonSchema === undefined || task.outputFormat === 'JSON', {
    path: ['jsonSchema'],
    message: 'is only honoured with outputFormat JSON',
  })
  .refine(task => task.outputFormat !== 'JSON' || isSchema(task.jsonSchema), {
    path: ['jsonSchema'],
    message: 'must hold a JSON object',
  })
  .refine(task => task.webhookURL === undefined || task.deliveryMethod === 'async', {
    path: ['webhookURL'],
    message: 'only an async task has one',
  })
  .refine(task => task.toolChoice === undefined || task.tools !== undefined, {
    path: ['toolChoice'],
    message: 'has no effect without tools',
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

/** An object, or the text of one; what stands in it is the service's to judge. */
function isSchema(schema: JsonObject | string | undefined): boolean {
  if (typeof schema !== 'string') return true;
  try {
    return isJsonObject(JSON.parse(schema));
  } catch {
    return false;
  }
}

function functionNames(
  tools: readonly (z.infer<typeof FunctionTool> | z.infer<typeof ServiceTool>)[] = [],
): string[] {
  return tools.flatMap(tool => (tool.type === 'function' ? [tool.name] : []));
}

import { z } from 'zod';

/**
 * The request of the model page, field by field (spec/gpt-5.5-model-page.txt; allowed values from
 * spec/runware-api.md 2). Written from the page alone, apart from src/api, so that a mistake made
 * there is not made here too. Every object is closed.
 */

const JsonObject = z.record(z.string(), z.json());

const UserRow = z.strictObject({ role: z.literal('user'), content: z.string() });

const AssistantRow = z.strictObject({
  role: z.literal('assistant'),
  content: z.string().optional(),
  tools: z
    .array(z.strictObject({ id: z.string().min(1), name: z.string().min(1), input: JsonObject }))
    .min(1)
    .optional(),
});

const ToolRow = z.strictObject({
  role: z.literal('tool'),
  id: z.string().min(1),
  content: z.string(),
});

const Message = z.discriminatedUnion('role', [UserRow, AssistantRow, ToolRow]);
export type Message = z.infer<typeof Message>;

const FunctionTool = z.strictObject({
  type: z.literal('function'),
  name: z
    .string()
    .max(64)
    .regex(/^[A-Za-z0-9_-]+$/),
  description: z.string(),
  schema: JsonObject,
});

const serverTool = { name: z.string().max(64), description: z.string(), schema: JsonObject };

const ToolDefinition = z.discriminatedUnion('type', [
  FunctionTool,
  z.strictObject({ type: z.literal('search'), ...z.object(serverTool).partial().shape }),
  z.strictObject({ type: z.literal('codeInterpreter'), ...z.object(serverTool).partial().shape }),
]);
export type ToolDefinition = z.infer<typeof ToolDefinition>;

const httpUrl = z.url({ protocol: /^https?$/ });

/** A file's UUID, a public URL, a data URI or raw base64. */
const Image = z.union([
  z.uuid(),
  httpUrl,
  z.string().regex(/^data:image\/[a-zA-Z]+;base64,[a-zA-Z0-9+/=]+$/),
  z.string().regex(/^[a-zA-Z0-9+/=]+$/),
]);

export const TextTask = z.strictObject({
  taskType: z.literal('textInference'),
  taskUUID: z.uuidv4(),
  model: z.string(),
  outputFormat: z.enum(['TEXT', 'JSON']).default('TEXT'),
  webhookURL: httpUrl.optional(),
  deliveryMethod: z.enum(['sync', 'async', 'stream']).default('sync'),
  includeCost: z.boolean().default(false),
  includeUsage: z.boolean().default(false),
  numberResults: z.int().min(1).max(4).default(1),
  inputs: z.strictObject({ images: z.array(Image).min(1).optional() }).optional(),
  jsonSchema: z.union([JsonObject, z.string()]).optional(),
  messages: z.array(Message).min(1),
  settings: z
    .strictObject({
      systemPrompt: z.string().min(1).max(200_000).optional(),
      maxTokens: z.int().min(1).max(128_000).default(4096),
      thinkingLevel: z.enum(['none', 'low', 'medium', 'high', 'xhigh']).default('medium'),
    })
    .prefault({}),
  toolChoice: z
    .strictObject({ type: z.enum(['auto', 'any', 'tool', 'none']), name: z.string().optional() })
    .optional(),
  tools: z.array(ToolDefinition).min(1).optional(),
});

/** A task that passed, with the page's defaults filled in. */
export type TextTask = z.infer<typeof TextTask>;

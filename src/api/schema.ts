import * as z from 'zod';
import { isJsonObject, type JsonObject } from '../base/json.ts';
import { ImageReference } from './imageReference.ts';
import { findRowFault } from './messageRules.ts';
import { DELIVERY_METHODS, SERVICE_TOOLS, THINKING_LEVELS } from './modelClient.ts';
import { outputSchemaFaults } from './outputSchema.ts';

/**
 * A text task as the service takes it, with every parameter and limit of the model page
 * (spec/gpt-5.5-model-page.txt; allowed values from spec/runware-api.md 2). Every object is closed,
 * as the service's own schemas are. Keys are sent in the order written here: `messages` stands last,
 * so that a longer chat has the shorter one's bytes as its beginning.
 */

/** Ours or parsed from JSON already, so its depths are not walked again at every request. */
const AnyJsonObject = z.custom<JsonObject>(isJsonObject, 'must be a JSON object');

/** Some endpoints refuse a function without arguments: give it an optional one. */
const ArgumentSchema = AnyJsonObject.refine(
  ({ type, properties }) =>
    type === 'object' && !(isJsonObject(properties) && Object.keys(properties).length === 0),
  'must describe an object, and no empty properties',
);

const FunctionTool = z.strictObject({
  type: z.literal('function'),
  name: z
    .string()
    .min(1)
    .max(64)
    .regex(/^[A-Za-z0-9_-]+$/),
  description: z.string(),
  schema: ArgumentSchema,
});

/** Run by the service itself. */
const ServiceTool = z.strictObject({ type: z.enum(SERVICE_TOOLS) });

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
    inputs: z.strictObject({ images: z.array(ImageReference).min(1).optional() }).optional(),
    /** `{name, schema, strict}` or a bare schema; only honoured with outputFormat JSON. */
    jsonSchema: z.union([AnyJsonObject, z.string().min(1)]).optional(),
    messages: z
      .array(Message)
      .min(1)
      .superRefine((rows, context) => {
        const fault = findRowFault(rows);
        if (fault === undefined) return;
        context.addIssue({ code: 'custom', path: [...fault.path], message: fault.message });
      }),
  })
  .refine(task => task.deliveryMethod !== 'stream' || (task.numberResults ?? 1) === 1, {
    path: ['numberResults'],
    message: 'a stream carries one result',
  })
  .superRefine(({ tools = [], toolChoice, outputFormat, jsonSchema }, context) => {
    const refuse = (path: readonly PropertyKey[], message: string): void => {
      context.addIssue({ code: 'custom', path: [...path], message });
    };
    const names = tools.map(tool => (tool.type === 'function' ? tool.name : undefined));
    const twice = names.findIndex((name, at) => name !== undefined && names.indexOf(name) < at);
    if (twice >= 0) refuse(['tools', twice, 'name'], 'every function needs a name of its own');
    // Without tools a choice has no effect, whatever it says.
    if (toolChoice?.type === 'tool' && tools.length > 0 && !names.includes(toolChoice.name)) {
      refuse(['toolChoice', 'name'], 'must name one of the functions in tools');
    }
    if (outputFormat !== 'JSON' || jsonSchema === undefined) return;
    for (const { path, message } of outputSchemaFaults(jsonSchema)) {
      refuse(['jsonSchema', ...path], message);
    }
  });

export type TextTask = z.infer<typeof TextTask>;

import type * as z from 'zod';
import { ApiError } from './apiErrors.ts';
import { argumentSchema } from './argumentSchema.ts';
import type { DeliveryMethod, ModelRequest, ToolDefinition } from './modelClient.ts';
import { TextTask } from './schema.ts';

/**
 * The native task for a request. Usage and cost are always asked for.
 * @throws ApiError of group `validation`, which names the field, if it goes beyond what the model
 * page allows; nothing is sent then
 */
export function buildTextTask(
  request: ModelRequest,
  as: {
    readonly taskUUID: string;
    /** The name that the service is told: the model's id, or its AIR. */
    readonly model: string;
    /** That of the request if absent. */
    readonly deliveryMethod?: DeliveryMethod;
    readonly host: string;
  },
): TextTask {
  const parsed = TextTask.safeParse(taskOf(request, as));
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const parameter = refusedField(parsed.error);
  throw new ApiError('validation', {
    host: as.host,
    taskUUID: as.taskUUID,
    parameter,
    said: `${parameter}: ${issue?.message ?? ''}`,
    unsent: true,
  });
}

function taskOf(
  request: ModelRequest,
  as: {
    readonly taskUUID: string;
    readonly model: string;
    readonly deliveryMethod?: DeliveryMethod;
  },
): object {
  const { systemPrompt, tools, images, json } = request;
  const delivery = as.deliveryMethod ?? request.delivery ?? 'stream';
  return {
    taskType: 'textInference',
    taskUUID: as.taskUUID,
    model: as.model,
    deliveryMethod: delivery,
    includeCost: true,
    includeUsage: true,
    ...given({
      numberResults: request.numberResults,
      outputFormat: json === undefined ? undefined : 'JSON',
      jsonSchema: json?.schema,
      webhookURL: delivery === 'async' ? request.webhookURL : undefined,
      toolChoice: request.toolChoice,
      tools: tools?.length === 0 ? undefined : tools?.map(toolOf),
      inputs: images === undefined || images.length === 0 ? undefined : { images },
    }),
    settings: {
      maxTokens: request.maxTokens,
      ...given({
        systemPrompt: systemPrompt === '' ? undefined : systemPrompt,
        thinkingLevel: request.thinkingLevel,
      }),
    },
    messages: request.messages,
  };
}

function toolOf(tool: ToolDefinition): ToolDefinition {
  return tool.type === 'function' ? { ...tool, schema: argumentSchema(tool) } : tool;
}

function given(fields: Readonly<Record<string, unknown>>): object {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
}

/** The field that is wrong, or unknown, as the service names it: `messages[2].content`. */
export function refusedField({ issues: [issue] }: z.ZodError): string {
  if (issue === undefined) return '';
  const unknown = issue.code === 'unrecognized_keys' ? issue.keys.slice(0, 1) : [];
  return [...issue.path, ...unknown]
    .map((key, index) =>
      typeof key === 'number' ? `[${key}]` : `${index === 0 ? '' : '.'}${String(key)}`,
    )
    .join('');
}

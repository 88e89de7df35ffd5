import { ApiError } from './apiErrors.ts';
import type { ModelRequest, ThinkingLevel } from './modelClient.ts';
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
    /** Not always the one that the request wants: the model may not take it. */
    readonly thinkingLevel: ThinkingLevel | undefined;
    readonly host: string;
  },
): TextTask {
  const parsed = TextTask.safeParse(taskOf(request, as));
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const parameter = parameterName(issue?.path ?? []);
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
    readonly thinkingLevel: ThinkingLevel | undefined;
  },
): object {
  const { systemPrompt, tools, images, json, delivery = 'stream' } = request;
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
      tools: tools?.length === 0 ? undefined : tools,
      inputs: images === undefined || images.length === 0 ? undefined : { images },
    }),
    settings: {
      maxTokens: request.maxTokens,
      ...given({
        systemPrompt: systemPrompt === '' ? undefined : systemPrompt,
        thinkingLevel: as.thinkingLevel,
      }),
    },
    messages: request.messages,
  };
}

function given(fields: Readonly<Record<string, unknown>>): object {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
}

/** `messages[2].content`, as the service names its fields. */
function parameterName(path: readonly PropertyKey[]): string {
  return path
    .map((key, index) =>
      typeof key === 'number' ? `[${key}]` : `${index === 0 ? '' : '.'}${String(key)}`,
    )
    .join('');
}

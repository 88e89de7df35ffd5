import { ApiError } from './apiErrors.ts';
import type { ModelRequest } from './modelClient.ts';
import { TextTask } from './schema.ts';

/**
 * The native task for a request. Usage and cost are always asked for.
 * @throws ApiError of group `validation` if it goes beyond what the model page allows; nothing is
 * sent then
 */
export function buildTextTask(
  request: ModelRequest,
  as: {
    readonly taskUUID: string;
    /** The name that the service is told: the model's id, or its AIR. */
    readonly model: string;
    readonly deliveryMethod: 'stream' | 'sync';
    readonly host: string;
  },
): TextTask {
  const { systemPrompt, tools, toolChoice, thinkingLevel, maxTokens, messages } = request;
  const parsed = TextTask.safeParse({
    taskType: 'textInference',
    taskUUID: as.taskUUID,
    model: as.model,
    deliveryMethod: as.deliveryMethod,
    includeCost: true,
    includeUsage: true,
    settings: {
      ...(systemPrompt === undefined || systemPrompt === '' ? {} : { systemPrompt }),
      maxTokens,
      ...(thinkingLevel === undefined ? {} : { thinkingLevel }),
    },
    ...(tools === undefined || tools.length === 0 ? {} : { tools }),
    ...(toolChoice === undefined ? {} : { toolChoice }),
    messages,
  });
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const parameter = issue?.path.join('.');
  throw new ApiError('validation', {
    host: as.host,
    taskUUID: as.taskUUID,
    parameter,
    said: `${parameter ?? ''}: ${issue?.message ?? ''}`,
    unsent: true,
  });
}

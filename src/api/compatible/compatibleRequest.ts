import { describeError } from '../../base/errors.ts';
import { ApiError } from '../apiErrors.ts';
import type { ModelMessage, ModelRequest } from '../modelClient.ts';
import { buildTextTask } from '../textTask.ts';
import { findUncarriable, type CompatibleName } from './carriable.ts';
import { readOutputSchema, type NamedSchema } from './outputFormat.ts';

/** A request with what both compatible formats need of it worked out. */
export interface CompatibleRequest extends ModelRequest {
  /** `text` for text, `anyJson` for JSON of any shape. */
  readonly format: 'text' | 'anyJson' | NamedSchema;
  /** The row that the images stand in; undefined if there are none. */
  readonly imageRow: ModelMessage | undefined;
}

/**
 * Checks a request before it is sent over a compatible endpoint: the limits of the model page hold
 * here too, and what the endpoint has no place for is refused instead of being dropped.
 * @throws ApiError of group `validation`, with the model page's name of the parameter
 */
export function prepareRequest(
  request: ModelRequest,
  as: { readonly transport: CompatibleName; readonly host: string; readonly taskUUID: string },
): CompatibleRequest {
  const { host, taskUUID } = as;
  const refuse = (parameter: string, said: string): ApiError =>
    new ApiError('validation', { host, taskUUID, parameter, said, unsent: true });
  const uncarriable = findUncarriable(request, as.transport);
  if (uncarriable !== undefined) throw refuse(uncarriable.parameter, uncarriable.reason);
  const deliveryMethod = request.delivery === 'sync' ? 'sync' : 'stream';
  buildTextTask(request, { taskUUID, host, model: request.model, deliveryMethod });
  const imageRow =
    (request.images ?? []).length === 0
      ? undefined
      : request.messages.findLast(({ role }) => role === 'user');
  try {
    return { ...request, imageRow, format: formatOf(request) };
  } catch (error) {
    throw refuse('jsonSchema', `jsonSchema: ${describeError(error)}`);
  }
}

function formatOf({ json }: ModelRequest): CompatibleRequest['format'] {
  return json === undefined ? 'text' : (readOutputSchema(json) ?? 'anyJson');
}

export function hasFunctions({ tools = [] }: ModelRequest): boolean {
  return tools.some(({ type }) => type === 'function');
}

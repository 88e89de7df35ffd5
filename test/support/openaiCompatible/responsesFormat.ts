import { z } from 'zod';
import { parseStrictly, RefusedRequest } from './refusedRequest.ts';
import {
  Effort,
  FunctionName,
  ImageUrl,
  JsonObject,
  namedSchema,
  OutputLimit,
} from './wireParts.ts';

/** `/v1/responses`: what is taken (spec/runware-api.md 11). */

const Part = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('input_text'), text: z.string() }),
  z.strictObject({
    type: z.literal('input_image'),
    detail: z.enum(['low', 'high', 'auto']),
    image_url: ImageUrl,
  }),
]);

const Item = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('message'),
    role: z.enum(['user', 'assistant']),
    content: z.union([z.string(), z.array(Part).min(1)]),
  }),
  z.strictObject({
    type: z.literal('function_call'),
    call_id: z.string().min(1),
    name: FunctionName,
    arguments: z.string(),
  }),
  z.strictObject({
    type: z.literal('function_call_output'),
    call_id: z.string().min(1),
    output: z.string(),
  }),
]);

const Tool = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('function'),
    name: FunctionName,
    description: z.string().optional(),
    parameters: JsonObject,
    strict: z.boolean(),
  }),
  z.strictObject({ type: z.literal('web_search') }),
  z.strictObject({
    type: z.literal('code_interpreter'),
    container: z.strictObject({ type: z.literal('auto') }),
  }),
]);

const ResponsesRequest = z.strictObject({
  model: z.string().min(1),
  stream: z.boolean(),
  store: z.literal(false),
  max_output_tokens: OutputLimit,
  instructions: z.string().min(1).optional(),
  reasoning: z.strictObject({ effort: Effort }).optional(),
  text: z
    .strictObject({
      format: z.discriminatedUnion('type', [
        z.strictObject({ type: z.literal('json_object') }),
        z.strictObject({ type: z.literal('json_schema'), ...namedSchema }),
      ]),
    })
    .optional(),
  tools: z.array(Tool).min(1).optional(),
  tool_choice: z
    .union([
      z.enum(['auto', 'none', 'required']),
      z.strictObject({ type: z.literal('function'), name: FunctionName }),
    ])
    .optional(),
  input: z.array(Item).min(1),
});
export type ResponsesRequest = z.infer<typeof ResponsesRequest>;

/** @throws RefusedRequest */
export function readResponsesRequest(body: unknown): ResponsesRequest {
  const request = parseStrictly(ResponsesRequest, body);
  if (request.tools === undefined && request.tool_choice !== undefined) {
    throw new RefusedRequest(400, 'invalid_value', 'There are no tools.', 'tool_choice');
  }
  const open = new Set<string>();
  for (const [index, item] of request.input.entries()) {
    if (item.type === 'function_call') open.add(item.call_id);
    if (item.type === 'function_call_output' && !open.delete(item.call_id)) {
      throw new RefusedRequest(400, null, 'No call has this id.', `input[${index}].call_id`);
    }
  }
  if (open.size > 0) throw new RefusedRequest(400, null, 'A call has no output.', 'input');
  return request;
}

import { isJsonObject, type JsonObject } from '../base/json.ts';
import type { ToolDefinition } from './modelClient.ts';

/**
 * The schema of a tool's arguments as it is sent. The service refused a tool without arguments
 * (spec/runware-api.md 3.4), so such a one gets an argument that nobody has to give.
 */
export function argumentSchema({
  schema,
}: Extract<ToolDefinition, { type: 'function' }>): JsonObject {
  const { properties } = schema;
  if (!isJsonObject(properties) || Object.keys(properties).length > 0) return schema;
  return { ...schema, properties: { unused: { type: 'string', description: 'Leave it out.' } } };
}

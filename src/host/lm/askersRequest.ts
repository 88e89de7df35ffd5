import * as l10n from '@vscode/l10n';
import type { ModelRequest, ToolDefinition } from '../../api/modelClient.ts';
import type { ModelFacts } from '../../api/models.ts';
import { PlumbError } from '../../base/errors.ts';
import { isJsonObject } from '../../base/json.ts';
import type { Settings } from '../settings.ts';
import { readModelOptions } from './modelOptions.ts';
import type { PlainMessage } from './plainMessage.ts';
import { wireMessages } from './wireMessages.ts';

/** What an asker hands over, without VS Code's classes. */
export interface Asked {
  readonly messages: readonly PlainMessage[];
  readonly tools: readonly {
    readonly name: string;
    readonly description: string;
    /** JSON Schema. */
    readonly inputSchema?: object | undefined;
  }[];
  /** One of the tools has to be called. */
  readonly mustCall: boolean;
  readonly modelOptions: unknown;
}

/**
 * The request that answers what was asked. The service's own tools are not offered: their fees are
 * nobody's but the user's, and the asker brings tools of its own.
 * @throws PlumbError if the model cannot take it
 */
export function askersRequest(
  { messages, tools, mustCall, modelOptions }: Asked,
  facts: ModelFacts,
  settings: Pick<Settings, 'thinkingLevel' | 'maxOutputTokens'>,
): ModelRequest {
  const wire = wireMessages(messages);
  if (wire.images !== undefined && !facts.takesImages) {
    throw new PlumbError(
      l10n.t('{0} takes no images. Leave them out or choose another model.', facts.label),
    );
  }
  const options = readModelOptions(modelOptions);
  const definitions = tools.map(definitionOf);
  const [delivery = 'stream'] = facts.deliveries ?? [];
  return {
    model: facts.id,
    ...wire,
    ...(definitions.length === 0
      ? {}
      : { tools: definitions, toolChoice: { type: mustCall ? 'any' : 'auto' } }),
    thinkingLevel: options.thinkingLevel ?? settings.thinkingLevel,
    maxTokens: Math.min(options.maxTokens ?? settings.maxOutputTokens, facts.maxOutputTokens),
    delivery: facts.deliveries?.includes('stream') === false ? delivery : 'stream',
  };
}

function definitionOf({ name, description, inputSchema }: Asked['tools'][number]): ToolDefinition {
  const schema = isJsonObject(inputSchema) ? inputSchema : {};
  return {
    type: 'function',
    name,
    description,
    schema: { ...schema, type: 'object', properties: schema['properties'] ?? {} },
  };
}

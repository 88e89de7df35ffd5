import type {
  DeliveryMethod,
  ModelRequest,
  ToolChoice,
  ToolDefinition,
} from '../api/modelClient.ts';
import { conversationOf } from './conversation.ts';
import type { MessageOptions } from './eventParts.ts';
import { messagesOf } from './transcript.ts';
import type { ChatSettings, RunningTurn } from './turn.ts';
import { wireImages } from './wireImages.ts';

/**
 * The next request of a turn.
 * @param isFirst whether it answers the user's message itself: how a message wants to be answered
 * concerns the first request alone, for a forced call would otherwise be forced again and again
 */
export async function requestOf(turn: RunningTurn, isFirst: boolean): Promise<ModelRequest> {
  const settings = turn.settings();
  const options = optionsOf(turn);
  const tools = toolsOf(turn, settings);
  const numberResults = isFirst ? (options.numberResults ?? 1) : 1;
  const toolChoice = (isFirst ? choiceOf(options) : undefined) ?? { type: 'auto' };
  const delivery = deliveryOf(options, numberResults, settings);
  const webhookURL = delivery === 'async' ? settings.webhookURL() : undefined;
  const images = await wireImages(turn);
  return {
    model: settings.model,
    systemPrompt: turn.systemPrompt,
    messages: messagesOf(turn.history),
    ...(tools.length === 0 ? {} : { tools, toolChoice }),
    thinkingLevel: options.thinkingLevel ?? settings.thinkingLevel,
    maxTokens: Math.min(settings.maxTokens, settings.facts?.maxOutputTokens ?? settings.maxTokens),
    delivery,
    ...(numberResults === 1 ? {} : { numberResults }),
    ...(images.length === 0 ? {} : { images }),
    ...(isFirst && options.json !== undefined ? { json: options.json } : {}),
    ...(webhookURL === undefined ? {} : { webhookURL }),
  };
}

/** Our tools in their own order, those of the service behind them: the order is cached. */
export function toolsOf(turn: RunningTurn, { serviceTools }: ChatSettings): ToolDefinition[] {
  return [
    ...turn.tools.map(({ name, description, schema }): ToolDefinition => ({
      type: 'function',
      name,
      description,
      schema,
    })),
    ...serviceTools.map((type): ToolDefinition => ({ type })),
  ];
}

/** How the message that is being answered wants to be answered. */
export function optionsOf({ history }: RunningTurn): MessageOptions {
  return conversationOf(history).findLast(event => event.type === 'userMessage')?.options ?? {};
}

/**
 * Answers to choose from are texts: no two of them may go on and work in the same files. An answer
 * in JSON is the answer itself.
 */
function choiceOf({ toolChoice, numberResults = 1, json }: MessageOptions): ToolChoice | undefined {
  return numberResults > 1 || json !== undefined ? { type: 'none' } : toolChoice;
}

function deliveryOf(
  options: MessageOptions,
  numberResults: number,
  { delivery, facts }: ChatSettings,
): DeliveryMethod {
  const wanted = options.delivery ?? delivery;
  const allowed = facts?.deliveries;
  if (allowed !== undefined && !allowed.includes(wanted)) return allowed[0] ?? wanted;
  return numberResults > 1 && wanted === 'stream' ? 'sync' : wanted;
}

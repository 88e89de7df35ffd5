import type { ToolDefinition } from '../../api/modelClient.ts';
import { CONTEXT_PARTS } from '../../base/contextPart.ts';
import { contextParts } from '../../chat/contextParts.ts';
import type { ChatEvent } from '../../chat/events.ts';
import type { ContextView } from '../../protocol/requests/glance.ts';
import { currentSystemPrompt } from '../currentPrompt.ts';
import { offeredTools } from '../offeredTools.ts';
import { readSettings } from '../settings.ts';

/** What the next request of a chat would hold, with the settings that are in force. */
export function contextView(events: readonly ChatEvent[]): ContextView {
  const { webSearch, codeInterpreter } = readSettings();
  const tools: ToolDefinition[] = [
    ...offeredTools().map(({ name, description, schema }): ToolDefinition => ({
      type: 'function',
      name,
      description,
      schema,
    })),
    ...(webSearch ? [{ type: 'search' } as const] : []),
    ...(codeInterpreter ? [{ type: 'codeInterpreter' } as const] : []),
  ];
  const filled = contextParts({ events, systemPrompt: currentSystemPrompt(), tools });
  return {
    parts: CONTEXT_PARTS.map(kind => ({ kind, tokens: filled.parts[kind] })).filter(
      ({ tokens }) => tokens > 0,
    ),
    totalTokens: filled.totalTokens,
    isCounted: filled.isCounted,
  };
}

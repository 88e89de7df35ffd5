import type { ModelRequest } from '../api/modelClient.ts';
import { sha256 } from '../base/hash.ts';
import { canonicalJson } from '../base/json.ts';
import { conversationOf } from './conversation.ts';
import type { ChatEvent } from './events.ts';

/** Why the provider's cache cannot serve a request, and how many tokens it would have served. */
export interface PrefixBreak {
  readonly reason: Extract<ChatEvent, { type: 'prefixBroken' }>['reason'];
  readonly tokens: number;
}

/** Fingerprints of what stands before the messages: `tools.systemPrompt`, 16 hex digits each. */
export async function prefixOf({ tools, systemPrompt }: ModelRequest): Promise<string> {
  const parts = [canonicalJson(tools ?? []), systemPrompt ?? ''];
  const hashes = await Promise.all(parts.map(sha256));
  return hashes.map(hash => hash.slice(0, 16)).join('.');
}

/**
 * Whether this request breaks with the one before it (invariant 8); within a chat only a summary,
 * going back to an earlier message, and a change of model, tools or instructions do.
 * @param promptTokens what the request's prompt is estimated to hold
 */
export function prefixBreak(
  history: readonly ChatEvent[],
  request: ModelRequest,
  prefix: string,
  promptTokens: number,
): PrefixBreak | undefined {
  const last = history.findLast(
    event => event.type === 'requestSent' && event.prefix !== undefined,
  );
  if (last?.type !== 'requestSent' || last.prefix === undefined) return undefined;
  const conversation = conversationOf(history);
  const cached = conversation.findLast(
    event => event.type === 'answerEnded' && event.usage !== undefined,
  );
  const tokens = cached?.type === 'answerEnded' ? (cached.usage?.promptTokens ?? 0) : 0;
  const sentAt = history.lastIndexOf(last);
  const summary = conversation.findLast(event => event.type === 'summarised');
  if (summary !== undefined && sentAt < history.lastIndexOf(summary)) {
    return { reason: 'summary', tokens: promptTokens };
  }
  if (last.model !== request.model) return { reason: 'model', tokens };
  const [tools, systemPrompt] = prefix.split('.');
  const [toolsBefore, systemPromptBefore] = last.prefix.split('.');
  if (tools !== toolsBefore) return { reason: 'tools', tokens };
  if (systemPrompt !== systemPromptBefore) return { reason: 'instructions', tokens };
  if (sentAt < history.findLastIndex(goesBack)) {
    // What stands before the message was sent like this before, and the cache serves it.
    return { reason: 'rewound', tokens: Math.max(0, promptTokens - tokens) };
  }
  const served = servedBefore(history.slice(0, sentAt + 1), history);
  return served === undefined
    ? undefined
    : { reason: 'deleted', tokens: Math.max(0, promptTokens - served) };
}

function goesBack(event: ChatEvent): boolean {
  return event.type === 'rewound' || (event.type === 'userMessage' && event.replaces !== undefined);
}

/**
 * Prompt tokens before the first place where something was deleted or restored since the last
 * request; undefined if nothing was that the model had been sent.
 */
function servedBefore(before: readonly ChatEvent[], now: readonly ChatEvent[]): number | undefined {
  const was = conversationOf(before);
  const is = conversationOf(now);
  const same = is.findIndex((event, index) => event !== was[index]);
  if (was.length === 0 || same < 0 || same >= was.length) return undefined;
  const cached = is
    .slice(0, same)
    .findLast(event => event.type === 'answerEnded' && event.usage !== undefined);
  return cached?.type === 'answerEnded' ? (cached.usage?.promptTokens ?? 0) : 0;
}

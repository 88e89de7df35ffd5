import { z } from 'zod';
import { THINKING_LEVELS } from '../api/modelClient.ts';
import { isJsonObject, type JsonObject } from '../base/json.ts';

/**
 * What happens in a chat, as it is logged: one JSON line an event. The log is the only truth; the
 * messages for the model (`transcript.ts`) and what the panel shows are folds over it, the same for
 * a live chat and for one that was read back. `at` is ms since 1970.
 */

/** What is inside came out of JSON.parse, so it is JSON all the way down. */
const Arguments = z.custom<JsonObject>(isJsonObject);

const ReceivedToolCall = z.discriminatedUnion('valid', [
  z.object({ valid: z.literal(true), id: z.string(), name: z.string(), input: Arguments }),
  z.object({
    valid: z.literal(false),
    id: z.string(),
    name: z.string(),
    raw: z.string(),
    reason: z.string(),
  }),
]);

const TokenUsage = z.object({
  promptTokens: z.number(),
  completionTokens: z.number(),
  cachedTokens: z.number().optional(),
  reasoningTokens: z.number().optional(),
});

/** Text of the workspace that went along with a message. */
const Attachment = z.object({
  /** `src/a.ts:3-9` */
  label: z.string(),
  path: z.string(),
  /** First line, from 1. */
  line: z.number(),
  language: z.string(),
  text: z.string(),
});
export type Attachment = z.infer<typeof Attachment>;

const DiffFile = z.object({
  path: z.string(),
  change: z.enum(['create', 'update', 'delete', 'move']),
  newPath: z.string().optional(),
  added: z.number(),
  removed: z.number(),
  hunks: z.array(
    z.object({
      oldStart: z.number(),
      newStart: z.number(),
      lines: z.array(z.object({ kind: z.enum(['context', 'added', 'removed']), text: z.string() })),
    }),
  ),
});

/** What was shown of a proposal, exactly. */
const ShownProposal = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('edit'), files: z.array(DiffFile) }),
  z.object({
    kind: z.literal('command'),
    command: z.string(),
    cwd: z.string(),
    timeoutMs: z.number(),
  }),
]);
export type ShownProposal = z.infer<typeof ShownProposal>;

const ErrorAction = z.object({
  label: z.string(),
  command: z.string(),
  args: z.array(z.string()).optional(),
});

export const ChatEvent = z.discriminatedUnion('type', [
  /** Always the first line. `schema` grows when an older Plumb could misread the log. */
  z.object({ type: z.literal('created'), at: z.number(), schema: z.literal(1), id: z.string() }),
  z.object({ type: z.literal('titled'), title: z.string() }),
  z.object({
    type: z.literal('userMessage'),
    at: z.number(),
    id: z.string(),
    text: z.string(),
    attachments: z.array(Attachment).readonly(),
  }),
  /**
   * The last turn did not come to its end and is taken up again where its last whole step ended.
   * What its broken answer had said so far is no longer part of the conversation with the model.
   */
  z.object({ type: z.literal('retried'), at: z.number() }),
  /** Written before the request is sent (invariant 7). */
  z.object({
    type: z.literal('requestSent'),
    at: z.number(),
    taskUUID: z.string(),
    model: z.string(),
    thinkingLevel: z.enum(THINKING_LEVELS).optional(),
  }),
  z.object({ type: z.literal('reasoning'), at: z.number(), text: z.string() }),
  z.object({ type: z.literal('text'), at: z.number(), text: z.string() }),
  z.object({
    type: z.literal('answerEnded'),
    at: z.number(),
    taskUUID: z.string(),
    toolCalls: z.array(ReceivedToolCall).readonly(),
    /** `stopped` by the user; the rest as in `ModelAnswer`. */
    finishReason: z.enum([
      'stop',
      'length',
      'content_filter',
      'tool_calls',
      'unknown',
      'truncated',
      'stopped',
    ]),
    usage: TokenUsage.optional(),
    costUsd: z.number().optional(),
  }),
  z.object({
    type: z.literal('toolProposed'),
    at: z.number(),
    callId: z.string(),
    /** SHA-256 over the canonical JSON of the whole proposal. */
    hash: z.string(),
    shown: ShownProposal,
    /** False where the policy allowed it without asking. */
    asks: z.boolean(),
  }),
  z.object({
    type: z.literal('toolDecided'),
    at: z.number(),
    callId: z.string(),
    decision: z.enum(['approve', 'reject', 'alwaysForChat']),
  }),
  z.object({
    type: z.literal('toolStarted'),
    at: z.number(),
    callId: z.string(),
    title: z.string(),
  }),
  z.object({
    type: z.literal('toolEnded'),
    at: z.number(),
    callId: z.string(),
    state: z.enum(['done', 'failed', 'rejected', 'stopped']),
    /** What the model is told. */
    content: z.string(),
    summary: z.string(),
    durationMs: z.number(),
  }),
  z.object({
    type: z.literal('turnEnded'),
    at: z.number(),
    /** `interrupted`: the editor went away in the middle; written when the chat is read back. */
    reason: z.enum([
      'done',
      'stopped',
      'failed',
      'stepLimit',
      'truncated',
      'length',
      'interrupted',
    ]),
    error: z.object({ message: z.string(), action: ErrorAction.optional() }).optional(),
  }),
]);
export type ChatEvent = z.infer<typeof ChatEvent>;

/** Seen on the screen only; what stays of it is in a later `ChatEvent`. */
export type LiveEvent =
  | {
      readonly type: 'receivingCall';
      readonly callId: string;
      readonly name: string;
      readonly argumentsDelta: string;
    }
  | { readonly type: 'toolOutput'; readonly callId: string; readonly text: string }
  | { readonly type: 'waiting'; readonly reason: string; readonly delayMs: number };

const LIVE: ReadonlySet<string> = new Set<LiveEvent['type']>([
  'receivingCall',
  'toolOutput',
  'waiting',
]);

export function isLive(event: ChatEvent | LiveEvent): event is LiveEvent {
  return LIVE.has(event.type);
}

import type { JsonObject } from '../base/json.ts';

/**
 * The port between the conversation and a transport of the service. Everything above it is the
 * same whichever transport runs below.
 */
export interface ModelClient {
  /**
   * Streams one answer. Ends with exactly one `done` event, or throws an `ApiError`, or the
   * signal's reason. Nothing is sent again once an event of the answer was yielded.
   */
  stream(request: ModelRequest, options: RequestOptions): AsyncIterable<ModelEvent>;
  /** One whole answer (`deliveryMethod: sync`), for short jobs. Throws as `stream` does. */
  complete(request: ModelRequest, options: RequestOptions): Promise<ModelAnswer>;
}

export interface RequestOptions {
  readonly signal: AbortSignal;
  /**
   * Called with the fresh taskUUID of every request that is about to be sent (a repeated one has a
   * new id), and awaited: the id stands in the chat's log before the service sees it (invariant 7).
   */
  readonly beforeSend: (taskUUID: string) => Promise<void>;
}

export interface ModelRequest {
  /** As in the settings: `openai-gpt-5-5`. */
  readonly model: string;
  readonly systemPrompt?: string;
  readonly messages: readonly ModelMessage[];
  readonly tools?: readonly ToolDefinition[];
  readonly toolChoice?: ToolChoice;
  readonly thinkingLevel?: ThinkingLevel;
  /** Output limit in tokens, reasoning included; always sent. */
  readonly maxTokens: number;
}

export const THINKING_LEVELS = ['none', 'low', 'medium', 'high', 'xhigh'] as const;
export type ThinkingLevel = (typeof THINKING_LEVELS)[number];

/** The rows of the native wire (spec/runware-api.md 3.3). */
export type ModelMessage =
  | { readonly role: 'user'; readonly content: string }
  | {
      readonly role: 'assistant';
      readonly content?: string;
      readonly tools?: readonly ToolCall[];
    }
  | { readonly role: 'tool'; readonly id: string; readonly content: string };

/** A call that the model made, with arguments that were whole and a JSON object. */
export interface ToolCall {
  readonly id: string;
  readonly name: string;
  readonly input: JsonObject;
}

export interface ToolDefinition {
  readonly type: 'function';
  readonly name: string;
  readonly description: string;
  /** JSON Schema of the arguments. */
  readonly schema: JsonObject;
}

export type ToolChoice =
  { readonly type: 'auto' | 'any' | 'none' } | { readonly type: 'tool'; readonly name: string };

/** A call as it arrived: its arguments may be cut off or no JSON object. Never repaired. */
export type ReceivedToolCall =
  | ({ readonly valid: true } & ToolCall)
  | {
      readonly valid: false;
      readonly id: string;
      readonly name: string;
      /** The argument text as it arrived. */
      readonly raw: string;
      /** Why it cannot be run, in words for the model. */
      readonly reason: string;
    };

export type FinishReason =
  | 'stop'
  | 'length'
  | 'content_filter'
  | 'tool_calls'
  | 'unknown'
  /** The stream ended without a finishReason and without [DONE]. */
  | 'truncated';

/** Token counts of one answer; cached and reasoning tokens are parts of the first two. */
export interface TokenUsage {
  readonly promptTokens: number;
  readonly completionTokens: number;
  readonly cachedTokens: number | undefined;
  readonly reasoningTokens: number | undefined;
}

export interface ModelAnswer {
  readonly taskUUID: string;
  readonly text: string;
  readonly reasoning: string;
  readonly toolCalls: readonly ReceivedToolCall[];
  readonly finishReason: FinishReason;
  readonly usage: TokenUsage | undefined;
  /** As billed, in USD; undefined if the service did not say. */
  readonly costUsd: number | undefined;
}

export type ModelEvent =
  | { readonly type: 'reasoning'; readonly text: string }
  | { readonly type: 'text'; readonly text: string }
  /** A piece of a call: arguments so far are the concatenation of `argumentsDelta` per `index`. */
  | {
      readonly type: 'toolCall';
      readonly index: number;
      readonly id: string;
      readonly name: string;
      readonly argumentsDelta: string;
    }
  /** The request was refused for now and will be sent again under a new id. */
  | { readonly type: 'waiting'; readonly reason: string; readonly delayMs: number }
  | { readonly type: 'done'; readonly answer: ModelAnswer };

import { PlumbError } from '../base/errors.ts';
import type { JsonObject } from '../base/json.ts';

/**
 * The port between the conversation and a transport of the service. Everything above it is the
 * same whichever transport runs below.
 */
export interface ModelClient {
  /**
   * Sends one request and gives its answer as it comes, by the delivery that the request names.
   * Ends with exactly one `done` event, or throws an `ApiError`, or the signal's reason. Nothing is
   * sent again once an event of the answer was yielded; an answer whose connection broke is asked
   * for by its id.
   */
  answer(request: ModelRequest, options: RequestOptions): AsyncIterable<ModelEvent>;
  /**
   * Gives the answer of a request that was sent before, as far as it goes beyond what was shown.
   * Costs nothing. Throws `AnswerNotThere` if it is certain that there is none to be had; whatever
   * else it throws, the answer may be there, or still be made.
   */
  resume(taskUUID: string, options: ResumeOptions): AsyncIterable<ModelEvent>;
}

/** The service knows of no answer, or reports that it failed, or has its text no more. */
export class AnswerNotThere extends PlumbError {
  override readonly name = 'AnswerNotThere';
  /** Which of them it is. */
  readonly failure: PlumbError;

  constructor(failure: PlumbError) {
    super(failure.message, { cause: failure });
    this.failure = failure;
  }
}

export interface RequestOptions {
  readonly signal: AbortSignal;
  /**
   * Called with the fresh taskUUID of every request that is about to be sent (a repeated one has a
   * new id), and awaited: the id stands in the chat's log before the service sees it (invariant 7).
   */
  readonly beforeSend: (taskUUID: string) => Promise<void>;
  /** Called for an id of which it is certain that the service did not and will not bill it. */
  readonly unbilled?: (taskUUID: string) => void;
}

export interface ResumeOptions {
  readonly signal: AbortSignal;
  /** The text of the answer that is known already; what is yielded goes on behind it. */
  readonly shownText: string;
}

export const DELIVERY_METHODS = ['stream', 'sync', 'async'] as const;
export type DeliveryMethod = (typeof DELIVERY_METHODS)[number];

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
  /** `stream` if absent. */
  readonly delivery?: DeliveryMethod;
  /** 1 to 4, 1 if absent; more than one cannot be streamed. */
  readonly numberResults?: number;
  /** All images of the conversation in order: data URIs, http(s) URLs or UUIDs of uploads. */
  readonly images?: readonly string[];
  /** Asks for JSON instead of text. */
  readonly json?: JsonOutput;
  /** Where the service posts the result as well; only with `async`. */
  readonly webhookURL?: string;
}

/** `schema`: the envelope `{name, schema, strict}`, a bare JSON Schema, or the text of either. */
export interface JsonOutput {
  readonly schema?: JsonObject | string;
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

export type ToolDefinition =
  | {
      readonly type: 'function';
      readonly name: string;
      readonly description: string;
      /** JSON Schema of the arguments. */
      readonly schema: JsonObject;
    }
  | { readonly type: ServiceTool };

/** Tools that the service runs itself. */
export const SERVICE_TOOLS = ['search', 'codeInterpreter'] as const;
export type ServiceTool = (typeof SERVICE_TOOLS)[number];

/** Where something in an answer comes from, as the service's own search says. */
export interface Source {
  /** http(s) */
  readonly url: string;
  /** The URL where the service gave no title. */
  readonly title: string;
}

/** What a tool of the service did, as far as it tells. */
export interface ServiceToolUse {
  readonly id: string;
  readonly tool: ServiceTool;
  /** The query or the code; empty if it was not told. */
  readonly input: string;
  /** What came of it; empty if it was not told. */
  readonly output: string;
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
  readonly sources: readonly Source[];
  readonly serviceToolUses: readonly ServiceToolUse[];
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
  | { readonly type: 'sources'; readonly sources: readonly Source[] }
  | { readonly type: 'serviceTool'; readonly use: ServiceToolUse }
  /** Nothing comes for now, and why, for people; after `delayMs` it is tried or asked for again. */
  | { readonly type: 'waiting'; readonly reason: string; readonly delayMs: number }
  /** The request had to be changed to be taken; what was changed, for people. */
  | { readonly type: 'adjusted'; readonly message: string }
  | {
      readonly type: 'done';
      readonly answer: ModelAnswer;
      /** The other answers where several were asked for. */
      readonly others: readonly ModelAnswer[];
    };

import type { ModelClient, ThinkingLevel } from '../api/modelClient.ts';
import type { Logger } from '../base/logger.ts';
import type { Tool, ToolContext } from '../tools/tool.ts';
import type { Approvals } from './approvals.ts';
import type { ChatEvent, LiveEvent } from './events.ts';
import type { Mode } from './policy.ts';
import type { Redaction } from './redaction.ts';

/** What a person may change between two requests of a chat. */
export interface ChatSettings {
  readonly model: string;
  readonly thinkingLevel: ThinkingLevel;
  readonly mode: Mode;
  /** Output limit in tokens, thinking included. */
  readonly maxTokens: number;
}

/** Makes the context of one call. */
export type ToolContextFactory = (call: {
  readonly signal: AbortSignal;
  readonly onOutput: (text: string) => void;
}) => ToolContext;

/** Everything that one turn of the agent works with. */
export interface Turn {
  readonly chatId: string;
  /** The chat up to here, the message to be answered included. */
  readonly events: readonly ChatEvent[];
  readonly client: ModelClient;
  readonly systemPrompt: string;
  readonly tools: readonly Tool[];
  readonly toolContext: ToolContextFactory;
  /** Read at every request. */
  readonly settings: () => ChatSettings;
  readonly approvals: Approvals;
  readonly redaction: Redaction;
  readonly signal: AbortSignal;
  /** ms since 1970. */
  readonly now: () => number;
  readonly logger: Logger;
  /** Requests after which the turn pauses; 50 if absent. */
  readonly stepLimit?: number;
  /** How long an effect that was stopped may take to say what came of it, in ms; 2,000 if absent. */
  readonly graceMs?: number;
}

/** A turn under way, as its parts see it. */
export interface RunningTurn extends Turn {
  /** `events` and what happened since. */
  readonly history: readonly ChatEvent[];
  /** Resolves once the event stands in the log. */
  readonly emit: (event: ChatEvent) => Promise<void>;
  readonly tell: (event: LiveEvent) => void;
}

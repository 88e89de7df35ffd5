import type {
  DeliveryMethod,
  ModelClient,
  ServiceTool,
  ThinkingLevel,
} from '../api/modelClient.ts';
import type { ModelFacts } from '../api/models.ts';
import type { AccessLevel } from '../base/accessLevel.ts';
import type { Logger } from '../base/logger.ts';
import type { Tool, ToolContext } from '../tools/tool.ts';
import type { AllowedCommands } from './allowedCommands.ts';
import type { Approvals } from './approvals.ts';
import type { Budget } from './budget.ts';
import type { ChatEvent, LiveEvent } from './events.ts';
import type { ImagePort } from './imagePort.ts';
import type { Mode } from './policy.ts';
import type { ProjectInstructions } from './projectInstructions.ts';
import type { PromptSizer } from './promptSize.ts';
import type { Redaction } from './redaction.ts';
import type { UndoneRows } from './undoneEdits.ts';

/** What a person may change between two requests of a chat. */
export interface ChatSettings {
  readonly model: string;
  readonly thinkingLevel: ThinkingLevel;
  readonly mode: Mode;
  /** Output limit in tokens, thinking included. */
  readonly maxTokens: number;
  /** Undefined for a model that nobody knows. */
  readonly facts: ModelFacts | undefined;
  /** Unless a message says otherwise. */
  readonly delivery: DeliveryMethod;
  /** Tools of the service that the model may use. */
  readonly serviceTools: readonly ServiceTool[];
  /** Levels that the user's settings answer; what is absent is asked. */
  readonly approvals: Readonly<Partial<Record<AccessLevel, 'ask' | 'always'>>>;
  /** Prompt tokens that a request may hold. */
  readonly maxInputTokens: number;
  /** What a chat may cost, in USD; undefined for no limit. */
  readonly chatLimitUsd: number | undefined;
  /** Where results of background requests are posted as well. @throws PlumbError if it is no such address */
  readonly webhookURL: () => string | undefined;
}

/** A request that was sent before, whose answer is asked for before anything new is sent. */
export interface LostRequest {
  readonly taskUUID: string;
  /** The text of its answer that the chat holds. */
  readonly shownText: string;
}

/** Makes the context of one call. */
export type ToolContextFactory = (call: {
  readonly chatId: string;
  /** Of the user's message that the turn answers. */
  readonly messageId: string;
  readonly signal: AbortSignal;
  readonly onOutput: (text: string) => void;
  /** URIs of guarded files that may be shown. */
  readonly granted: ReadonlySet<string>;
}) => ToolContext;

/** Everything that one turn of the agent works with. */
export interface Turn {
  readonly chatId: string;
  /** The chat up to here, the message to be answered included. */
  readonly events: readonly ChatEvent[];
  /** Begins with this answer instead of a request, if the service still has it. */
  readonly lost?: LostRequest | undefined;
  /**
   * Told if the service does not have it: what the turn then begins with, and goes on to a new
   * request. Absent: it ends there.
   */
  readonly otherwise?: readonly ChatEvent[];
  readonly client: ModelClient;
  readonly budget: Budget;
  readonly sizer: PromptSizer;
  readonly images: ImagePort;
  readonly systemPrompt: string;
  readonly tools: readonly Tool[];
  readonly toolContext: ToolContextFactory;
  /** Read at every request. */
  readonly settings: () => ChatSettings;
  readonly approvals: Approvals;
  readonly allowedCommands: AllowedCommands;
  readonly projectInstructions: ProjectInstructions;
  readonly redaction: Redaction;
  /** The next message that a person wants this turn to hear, if there is one; each is given once. */
  readonly nextSteering?: () => ChatEvent | undefined;
  /** What a person undid of this chat's edits since it was last asked for; told once. */
  readonly takeUndone: () => readonly UndoneRows[];
  readonly signal: AbortSignal;
  /** ms since 1970. */
  readonly now: () => number;
  readonly logger: Logger;
  /** Requests after which the turn pauses; 50 if absent. */
  readonly stepLimit?: number;
  /** How long an effect that was stopped may take to say what came of it, in ms; 2,000 if absent. */
  readonly graceMs?: number;
}

/** What one request to the model needs, whoever asks. */
export interface Asking extends Pick<
  RunningTurn,
  | 'chatId'
  | 'client'
  | 'budget'
  | 'sizer'
  | 'signal'
  | 'history'
  | 'emit'
  | 'tell'
  | 'now'
  | 'logger'
> {
  readonly settings: () => Pick<ChatSettings, 'facts' | 'chatLimitUsd'>;
}

/** A turn under way, as its parts see it. */
export interface RunningTurn extends Turn {
  /** `events` and what happened since. */
  readonly history: readonly ChatEvent[];
  /** Resolves once the event stands in the log. */
  readonly emit: (event: ChatEvent) => Promise<void>;
  readonly tell: (event: LiveEvent) => void;
}

import type { ModelClient } from '../api/modelClient.ts';
import type { Logger } from '../base/logger.ts';
import type { Tool } from '../tools/tool.ts';
import type { AllowedCommands } from './allowedCommands.ts';
import type { Budget } from './budget.ts';
import type { ImagePort } from './imagePort.ts';
import type { Redaction } from './redaction.ts';
import type { ProjectInstructions } from './projectInstructions.ts';
import type { LogPort } from './sessionLog.ts';
import type { ChatSettings, ToolContextFactory } from './turn.ts';
import type { UndoneRows } from './undoneEdits.ts';

/** What every session of a window shares. */
export interface SessionParts {
  readonly log: LogPort;
  readonly client: ModelClient;
  readonly budget: Budget;
  readonly images: ImagePort;
  /** The title that a person gave a chat; it is kept beside the logs, so that a log need not be read for it. */
  readonly nameOf?: (chatId: string) => Promise<string | undefined>;
  /** Told of requests whose bill is not known after a turn; asks the service for them. */
  readonly settleLater: (taskUUIDs: readonly string[]) => void;
  readonly tools: readonly Tool[];
  readonly toolContext: ToolContextFactory;
  /** Asked for once a session, so that the prompt stays the same within it. */
  readonly systemPrompt: () => string;
  /** Read at every request. */
  readonly settings: (chatId: string) => ChatSettings;
  readonly allowedCommands: AllowedCommands;
  readonly projectInstructions: ProjectInstructions;
  readonly redaction: Redaction;
  /** What a person undid of a chat's edits since it was last asked for; told once. */
  readonly takeUndone: (chatId: string) => readonly UndoneRows[];
  /** Ends what a chat left running in the background. */
  readonly endCommands?: (chatId: string) => void;
  /** ms since 1970. */
  readonly now: () => number;
  readonly newId: () => string;
  readonly logger: Logger;
}

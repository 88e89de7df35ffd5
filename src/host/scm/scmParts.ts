import type { OperationParts } from '../answer/applyOperations.ts';
import type { AskAside } from '../askAside.ts';
import type { Attachments } from '../attachments/createAttachments.ts';
import type { Attachment } from '../../chat/eventParts.ts';
import type { ToolContext } from '../../tools/tool.ts';

/** What the commands of source control work with. */
export interface ScmParts extends Omit<OperationParts, 'controller'> {
  readonly askAside: AskAside;
  /** Asks in the chat that is on the screen. */
  readonly askInChat: (text: string, attachment: Attachment) => Promise<void>;
  readonly attachments: Pick<Attachments, 'complete' | 'read'>;
  /** For reading only, with nothing granted. */
  readonly context: (signal: AbortSignal) => ToolContext;
  /** Text as it may be sent: without the API key, and without credentials. */
  readonly tidy: (text: string) => string;
  /** The same where a person let credentials go along: without the API key alone. */
  readonly redact: (text: string) => string;
}

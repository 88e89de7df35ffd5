import type { OperationParts } from '../answer/applyOperations.ts';
import type { AskAside } from '../askAside.ts';
import type { AskInChat } from '../askInChat.ts';
import type { Attachments } from '../attachments/createAttachments.ts';
import type { ToolContext } from '../../tools/tool.ts';

/** What the commands of source control work with. */
export interface ScmParts extends Omit<OperationParts, 'controller'> {
  readonly askAside: AskAside;
  readonly askInChat: AskInChat;
  readonly attachments: Pick<Attachments, 'complete'>;
  /** For reading only, with nothing granted. */
  readonly context: (signal: AbortSignal) => ToolContext;
  /** Text as it may be sent: without the API key, and without credentials. */
  readonly tidy: (text: string) => string;
  /** The same where a person let credentials go along: without the API key alone. */
  readonly redact: (text: string) => string;
}

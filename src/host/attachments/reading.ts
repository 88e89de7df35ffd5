import { PlumbError } from '../../base/errors.ts';
import type { JsonObject } from '../../base/json.ts';
import type { Attachment } from '../../chat/eventParts.ts';
import type { Tool, ToolContext } from '../../tools/tool.ts';
import type { ChipRef } from './chipRef.ts';
import type { Consent } from './consent.ts';
import type { PastedTexts } from './pastedTexts.ts';
import type { TerminalWatch } from './terminalWatch.ts';

/** What chips are read with. */
export interface Reading {
  readonly context: ToolContext;
  readonly consent: Consent;
  readonly terminals: TerminalWatch;
  readonly texts: PastedTexts;
}

/** What a chip stands for, as it is now. */
export interface ReadChip {
  /** As it is to be kept: what was "the last command" now names that command. */
  readonly ref: ChipRef;
  readonly label: string;
  readonly detail: string;
  readonly attachment: Attachment;
}

/**
 * What one of the model's reading tools would bring it, within its bounds and past its guards.
 * @throws ToolRefusal or PlumbError as the tool does
 */
export async function toolText(
  tool: Tool,
  input: JsonObject,
  context: ToolContext,
): Promise<string> {
  const call = tool.accept(input);
  if (call.kind !== 'read') {
    throw new PlumbError(`${tool.name} was not taken: ${JSON.stringify(input)}`);
  }
  return (await call.run(context)).content;
}

/** An attachment that is no text of one file. */
export function attachmentOf(
  label: string,
  text: string,
  more: Partial<Pick<Attachment, 'path' | 'language' | 'origin' | 'line'>> = {},
): Attachment {
  return { label, path: '', line: 1, language: '', text, ...more };
}

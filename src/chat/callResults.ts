import type { ReceivedToolCall } from '../api/modelClient.ts';
import { cutLine } from '../base/text.ts';

/**
 * What the model is told about calls that were not simply run. These texts become part of the
 * conversation and so of the provider's prompt cache: they depend on nothing but the call.
 */

/** As much of a broken call as helps the model to see what went wrong, in UTF-16 code units. */
const RAW_HEAD = 500;

export const STOPPED_BEFORE = 'Stopped by the user before it ran; nothing was done.';
export const STOPPED_DURING =
  'Stopped by the user while it was running; it may have been done in part. Check the current state before you rely on it.';
export const STOPPED_LOOKING = 'Stopped by the user before it had a result; nothing was changed.';
export const INTERRUPTED_BEFORE =
  'Interrupted before it ran (the editor was reloaded or closed); nothing was done.';
export const INTERRUPTED_DURING =
  'Interrupted while it was running (the editor was reloaded or closed); it may have been done in part. Check the current state before you rely on it.';
export const REJECTED =
  'The user rejected this; nothing was done. Ask them how to go on, or propose something else.';
export const READ_ONLY =
  'Refused: the user set this chat to read only, or does not trust this workspace; nothing was done. Describe the change or the command in your answer instead.';
export const ANSWER_CUT =
  'Not run: the answer that made this call was cut off before its end; nothing was done. Make the call again if it is still needed.';
export const TOOL_BROKE =
  'The tool failed for an internal reason that is not about the arguments. Check the current state, then try another way.';

export function invalidCall(call: Extract<ReceivedToolCall, { valid: false }>): string {
  const head =
    call.raw === ''
      ? 'Its arguments were empty.'
      : `Its arguments began:\n${cutLine(call.raw, RAW_HEAD)}`;
  return `Not run: ${call.reason}\nNothing was done. Make the call again with whole, valid JSON arguments.\n${head}`;
}

export function unknownTool(name: string, known: readonly string[]): string {
  return `There is no tool called ${cutLine(name, 100)}; nothing was done. The tools are: ${known.join(', ')}.`;
}

export function repeatedFailure(times: number): string {
  return `This same call has now failed ${times} times in a row and will fail again. Do something else, or tell the user what is in the way.`;
}

export function repeatedResult(times: number): string {
  return `You have made this same call ${times} times in a row, with the same result each time. It will not change by itself: go on with what you know, do something else, or tell the user what is in the way.`;
}

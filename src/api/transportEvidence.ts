import { ApiError } from './apiErrors.ts';
import type { ModelAnswer, ModelRequest } from './modelClient.ts';

/** What a transport showed of itself, so that another one may be tried. */
export type Evidence =
  /** It refused the tools or the rows of messages that carry their calls. */
  | { readonly kind: 'toolsRefused' }
  /** It does not serve the model. */
  | { readonly kind: 'modelRefused' }
  /** A call was due, and there was neither text nor call; USD as billed, if the service said. */
  | { readonly kind: 'noCall'; readonly costUsd: number | undefined };

/** What a failure before anything was shown says of the transport. */
export function evidenceIn(error: unknown, request: ModelRequest): Evidence | undefined {
  // What we refused ourselves the service never saw.
  if (!(error instanceof ApiError) || error.unsent) return undefined;
  // Models that only the compatible endpoints serve are refused so (spec/runware-api.md 13); both
  // names of the model were tried when the error comes here.
  if (error.code === 'invalidModel') return { kind: 'modelRefused' };
  return error.group === 'validation' && namesTools(error.parameter ?? '', request)
    ? { kind: 'toolsRefused' }
    : undefined;
}

/** What a whole answer says of the transport. */
export function evidenceOfSilence(
  request: ModelRequest,
  answers: readonly ModelAnswer[],
): Evidence | undefined {
  const { toolChoice } = request;
  const callWasDue = toolChoice?.type === 'any' || toolChoice?.type === 'tool';
  if (!callWasDue || !answers.every(isSilent)) return undefined;
  const costs = answers.flatMap(({ costUsd }) => costUsd ?? []);
  return {
    kind: 'noCall',
    costUsd: costs.length === 0 ? undefined : costs.reduce((sum, cost) => sum + cost, 0),
  };
}

/** An answer that was cut off says nothing: thinking may have used up the limit (R38). */
function isSilent({ text, toolCalls, serviceToolUses, finishReason }: ModelAnswer): boolean {
  return (
    text.trim() === '' &&
    toolCalls.length === 0 &&
    serviceToolUses.length === 0 &&
    ['stop', 'tool_calls', 'unknown'].includes(finishReason)
  );
}

/** True for `tools…`, `toolChoice…` and a row of `messages` that is about a call. */
function namesTools(parameter: string, request: ModelRequest): boolean {
  const hasTools =
    (request.tools ?? []).length > 0 ||
    request.messages.some((_row, index) => isAboutCall(request, index));
  if (!hasTools) return false;
  if (/^(tools|tool_?choice)\b/i.test(parameter)) return true;
  const row = /^messages\W*(\d+)?(.*)$/.exec(parameter);
  if (row === null) return false;
  const [, index, field = ''] = row;
  return /\btool/i.test(field) || (index !== undefined && isAboutCall(request, Number(index)));
}

function isAboutCall({ messages }: ModelRequest, index: number): boolean {
  const row = messages[index];
  return row?.role === 'tool' || (row?.role === 'assistant' && row.tools !== undefined);
}

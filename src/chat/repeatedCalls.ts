import type { ReceivedToolCall } from '../api/modelClient.ts';
import { canonicalJson } from '../base/json.ts';

/** Same calls that fail in a row: from here the model is told, one more ends the turn (R52). */
export const TELL_AT = 3;
const END_AT = TELL_AT + 1;

/** Notices an answer whose calls all failed and that the model then makes again, unchanged. */
export interface RepeatedCalls {
  /** How often in a row these very calls have failed, if they fail this time too. */
  ifFailed(calls: readonly ReceivedToolCall[]): number;
  /** Notes how an answer's calls went; true if they have failed too often to go on. */
  noted(calls: readonly ReceivedToolCall[], allFailed: boolean): boolean;
}

export function watchRepeatedCalls(): RepeatedCalls {
  let last = '';
  let failures = 0;
  const ifFailed = (calls: readonly ReceivedToolCall[]): number =>
    keyOf(calls) === last ? failures + 1 : 1;

  return {
    ifFailed,
    noted: (calls, allFailed) => {
      failures = allFailed ? ifFailed(calls) : 0;
      last = keyOf(calls);
      return failures >= END_AT;
    },
  };
}

/** The calls without their ids, which are fresh each time. */
function keyOf(calls: readonly ReceivedToolCall[]): string {
  return canonicalJson(
    calls.map(call =>
      call.valid ? { name: call.name, input: call.input } : { name: call.name, raw: call.raw },
    ),
  );
}

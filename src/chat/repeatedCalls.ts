import type { ReceivedToolCall } from '../api/modelClient.ts';
import { canonicalJson } from '../base/json.ts';
import { repeatedFailure, repeatedResult } from './callResults.ts';

/** Same calls in a row: from here the model is told, one more ends the turn (R52). */
const TELL_AT = 3;
const END_AT = TELL_AT + 1;

/** How calls repeat that repeat too often: failing each time, or with the very same results. */
export type Repeats = 'failing' | 'same';

/** Notices calls that the model makes again and again to no avail, whether they fail or not. */
export interface RepeatedCalls {
  /** An answer's calls begin. */
  begin(calls: readonly ReceivedToolCall[]): CallRound;
}

/** The calls of one answer as they end. */
export interface CallRound {
  /**
   * Notes how a call ended.
   * @returns what the model is told beside its result; undefined if nothing
   */
  ended(call: ReceivedToolCall, end: CallResult): string | undefined;
  /** All calls have ended. @returns how they repeat, if that is too often to go on */
  close(): Repeats | undefined;
}

interface CallResult {
  readonly failed: boolean;
  readonly content: string;
}

export function watchRepeatedCalls(): RepeatedCalls {
  let last: { readonly key: string; readonly contents: readonly (string | undefined)[] } = {
    key: '',
    contents: [],
  };
  let failures = 0;
  let sames = 0;

  return {
    begin: calls => {
      const key = keyOf(calls);
      const before = key === last.key ? last.contents : [];
      // What is counted in vain if this round goes otherwise.
      const timesFailed = key === last.key ? failures + 1 : 1;
      const timesSame = key === last.key ? sames + 1 : 1;
      const results: (CallResult | undefined)[] = calls.map(() => undefined);
      const contents = (): (string | undefined)[] => results.map(result => result?.content);

      return {
        ended: (call, end) => {
          const index = calls.indexOf(call);
          results[index] = end;
          if (end.failed) return timesFailed >= TELL_AT ? repeatedFailure(timesFailed) : undefined;
          const isSame = end.content === before[index];
          return isSame && timesSame >= TELL_AT ? repeatedResult(timesSame) : undefined;
        },
        close: () => {
          const allSame = contents().every((content, index) => content === before[index]);
          failures = results.every(result => result?.failed === true) ? timesFailed : 0;
          sames = allSame ? timesSame : 1;
          last = { key, contents: contents() };
          if (failures >= END_AT) return 'failing';
          return sames >= END_AT ? 'same' : undefined;
        },
      };
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

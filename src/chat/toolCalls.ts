import * as l10n from '@vscode/l10n';
import type { ReceivedToolCall } from '../api/modelClient.ts';
import { ANSWER_CUT, invalidCall } from './callResults.ts';
import type { CallRound } from './repeatedCalls.ts';
import { planCall, runCall, type PlannedCall } from './toolCall.ts';
import type { RunningTurn } from './turn.ts';

/** Reads that run at the same time; more would only compete for the same disk. */
const PARALLEL_READS = 4;

/**
 * Runs the calls of one answer: neighbouring reads side by side, an effect only after everything
 * before it and before everything behind it.
 * @param round is told how each of them ended
 */
export async function runCalls(
  calls: readonly ReceivedToolCall[],
  turn: RunningTurn,
  round: Pick<CallRound, 'ended'>,
): Promise<void> {
  const run = async (planned: PlannedCall): Promise<void> => {
    const end = await runCall(planned, turn);
    const { content } = end;
    const failed = end.state === 'failed' || end.state === 'rejected';
    const note = round.ended(planned.call, { failed, content });
    await turn.emit({
      type: 'toolEnded',
      at: turn.now(),
      callId: planned.call.id,
      ...end,
      content: note === undefined ? content : `${content}\n\n${note}`,
    });
  };
  for (const group of groupsOf(calls.map(call => planCall(call, turn)))) {
    await sideBySide(group, run);
  }
}

/** Closes the calls of an answer that was cut off: what is behind the cut is unknown, so none runs. */
export async function refuseCalls(
  calls: readonly ReceivedToolCall[],
  turn: RunningTurn,
): Promise<void> {
  for (const call of calls) {
    await turn.emit({
      type: 'toolEnded',
      at: turn.now(),
      callId: call.id,
      state: 'failed',
      content: call.valid ? ANSWER_CUT : invalidCall(call),
      summary: l10n.t('Not run'),
      durationMs: 0,
    });
  }
}

/** Runs of calls without an effect, and each effect for itself, in the order of the calls. */
function groupsOf(planned: readonly PlannedCall[]): PlannedCall[][] {
  const groups: PlannedCall[][] = [];
  let reads: PlannedCall[] | undefined;
  for (const one of planned) {
    if (one.plan.kind === 'effect') {
      groups.push([one]);
      reads = undefined;
    } else if (reads === undefined) {
      reads = [one];
      groups.push(reads);
    } else {
      reads.push(one);
    }
  }
  return groups;
}

async function sideBySide<T>(items: readonly T[], run: (item: T) => Promise<void>): Promise<void> {
  // One iterator for all workers: each takes the next item that nobody has taken.
  const rest = items.values();
  const work = async (): Promise<void> => {
    for (const item of rest) await run(item);
  };
  await Promise.all(Array.from({ length: PARALLEL_READS }, work));
}

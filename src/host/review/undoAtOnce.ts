import * as l10n from '@vscode/l10n';
import { PlumbError } from '../../base/errors.ts';
import type { Transactions } from '../edits/transactions.ts';
import type { UndoPlan } from './planUndo.ts';

/** A change that comes in between makes the plan stale; so often it is made anew. */
const ATTEMPTS = 3;

/**
 * Undoes all that is planned, or nothing.
 * @param plan looks at the files and plans
 * @param onAttempt told what is about to be done
 * @returns what was done
 * @throws PlumbError
 */
export async function undoAtOnce(
  transactions: Pick<Transactions, 'restore'>,
  plan: () => Promise<readonly UndoPlan[]>,
  onAttempt: (plans: readonly UndoPlan[]) => void,
): Promise<readonly UndoPlan[]> {
  for (let attempt = 1; ; attempt += 1) {
    const plans = await plan();
    if (plans.length === 0) return plans;
    onAttempt(plans);
    const outcome = await transactions.restore(
      plans.map(({ restoration }) => restoration),
      { kind: 'review' },
      new AbortController().signal,
    );
    if (outcome.applied) return plans;
    if (outcome.stale !== true || attempt === ATTEMPTS) {
      throw new PlumbError(l10n.t('Nothing was undone: {0}', outcome.reason));
    }
  }
}

import type { Logger } from '../../base/logger.ts';
import type { Ledger } from '../../chat/ledger.ts';
import type { PanelStatus } from '../../protocol/viewModel.ts';

/**
 * What today has cost over all windows, for the line below the composer; empty where the record of
 * spending cannot be read, for that must not keep the panel from being shown.
 * @param limitUsd what a day may cost; undefined for no limit
 */
export async function daySpending(
  ledger: Pick<Ledger, 'day'>,
  limitUsd: number | undefined,
  logger: Logger,
): Promise<Pick<PanelStatus, 'dayCostUsd' | 'dayLimitUsd'>> {
  try {
    const { billedUsd } = await ledger.day();
    return { dayCostUsd: billedUsd, ...(limitUsd === undefined ? {} : { dayLimitUsd: limitUsd }) };
  } catch (error) {
    logger.error('The record of spending could not be read', error);
    return {};
  }
}

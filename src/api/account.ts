import * as l10n from '@vscode/l10n';
import * as z from 'zod';
import { PlumbError } from '../base/errors.ts';
import { exact } from '../base/figures.ts';
import { ApiError } from './apiErrors.ts';
import type { UtilityTask } from './askService.ts';
import type { ServiceConnection } from './serviceConnection.ts';
import { sendTask } from './utilityTask.ts';

/** What is left on the account in USD, or why it is not known, in words for people. */
export type Balance = { readonly usd: number } | { readonly problem: string };

/** Asks for the account's details, which costs nothing (spec/runware-api.md 10.1). */
export function accountTask(): UtilityTask {
  return {
    taskType: 'accountManagement',
    taskUUID: crypto.randomUUID(),
    operation: 'getDetails',
  };
}

/**
 * Reads the balance. Whatever keeps it from being known is told, not thrown: it is shown beside
 * other figures.
 * @throws the signal's reason
 */
export async function readBalance(
  connection: ServiceConnection,
  signal: AbortSignal,
): Promise<Balance> {
  try {
    const [details] = await sendTask(connection, accountTask(), signal);
    const parsed = Details.safeParse(details);
    if (!parsed.success) return { problem: l10n.t('The service did not say the balance.') };
    const { amount, currency } = parsed.data.balance;
    return currency.toUpperCase() === 'USD'
      ? { usd: amount }
      : { problem: l10n.t('The balance is {0} {1}.', exact(amount), currency) };
  } catch (error) {
    if (!(error instanceof PlumbError)) throw error;
    return {
      problem: isNotPermitted(error)
        ? l10n.t('This API key may not read the balance. It is shown at {0}', WALLET_PAGE)
        : error.message,
    };
  }
}

const WALLET_PAGE = 'https://my.runware.ai/wallet';

/** The service knew the key and said no to what it asked. */
export function isNotPermitted(error: unknown): boolean {
  if (!(error instanceof ApiError)) return false;
  const { group, code = '', status } = error;
  return (
    /^(forbidden|permissionDenied|insufficientPermissions)$/.test(code) ||
    (group === 'auth' &&
      status === 403 &&
      !/ApiKey|^token|Credentials|Suspended|Disabled/.test(code))
  );
}

const Amount = z.union([
  z.number(),
  z
    .string()
    .regex(/^-?\d+(\.\d+)?$/)
    .transform(Number),
]);

/** An object in the documentation, a bare number in live answers. */
const Details = z.looseObject({
  balance: z.union([
    Amount.transform(amount => ({ amount, currency: 'USD' })),
    z.looseObject({ amount: Amount, currency: z.string().default('USD') }),
  ]),
});

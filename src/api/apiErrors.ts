import * as l10n from '@vscode/l10n';
import { CHAT_ACTIONS, PlumbError, unreachable, type ErrorAction } from '../base/errors.ts';
import { COMMANDS } from '../base/ids.ts';
import { cutLine } from '../base/text.ts';
import type { NetworkTrouble } from './connectionFailure.ts';
import { groupOf, type ApiErrorGroup } from './errorGroups.ts';
import { proxyMessage, troubleMessage } from './networkMessages.ts';
import type { ProxyFault } from './notConnected.ts';

/** What is known of a failed request beside its group; never the key. */
export interface ApiErrorFacts {
  /** Host of the endpoint, for the message. */
  readonly host: string;
  readonly taskUUID?: string | undefined;
  readonly status?: number | undefined;
  readonly code?: string | undefined;
  readonly parameter?: string | undefined;
  /** The service's own words. */
  readonly said?: string | undefined;
  readonly retryAfterMs?: number | undefined;
  /** True if nothing can have reached the service. */
  readonly unsent?: boolean;
  /** What is wrong with the way to the service. */
  readonly trouble?: NetworkTrouble;
  /** The proxy that is in the way. */
  readonly proxy?: ProxyFault;
  readonly detail?: string | undefined;
}

/** A request to the service that failed. `message` is for people; `code` is the service's. */
export class ApiError extends PlumbError {
  override readonly name = 'ApiError';
  readonly group: ApiErrorGroup;
  readonly status: number | undefined;
  readonly code: string | undefined;
  readonly parameter: string | undefined;
  readonly taskUUID: string | undefined;
  /** Undefined if the service named no time. */
  readonly retryAfterMs: number | undefined;
  /** True if nothing can have reached the service, so nothing can have been billed. */
  readonly unsent: boolean;

  constructor(group: ApiErrorGroup, facts: ApiErrorFacts) {
    const action = actionOf(group);
    super(messageOf(group, facts), {
      ...(action === undefined ? {} : { action }),
      detail: detailOf(group, facts),
    });
    this.group = group;
    this.status = facts.status;
    this.code = facts.code;
    this.parameter = facts.parameter;
    this.taskUUID = facts.taskUUID;
    this.retryAfterMs = facts.retryAfterMs;
    this.unsent = facts.unsent ?? false;
  }
}

/** An error that the service answered with, in a body, a stream or as a bare HTTP status. */
export function refusedByService(facts: ApiErrorFacts): ApiError {
  return new ApiError(groupOf(facts.code, facts.status), facts);
}

const WALLET_PAGE = 'https://my.runware.ai/wallet';
const SAID_LIMIT = 300;

function messageOf(group: ApiErrorGroup, facts: ApiErrorFacts): string {
  const { host, proxy, trouble } = facts;
  if (proxy !== undefined) return proxyMessage(proxy, host, group === 'certificate');
  if (trouble !== undefined) return troubleMessage(trouble, host);
  switch (group) {
    case 'auth':
      return facts.unsent === true
        ? l10n.t('There is no usable API key for {0}. Set one.', host)
        : l10n.t('{0} does not accept the API key. Set a key that is valid.', host);
    case 'quota':
      return l10n.t('The balance at {0} is used up. Add credit, then send it again.', host);
    case 'rateLimit':
      return l10n.t('{0} is refusing requests because there are too many. Retry in a while.', host);
    case 'safety':
      return l10n.t(
        '{0} refused this for its content rules. Word the message differently and send it again.',
        host,
      );
    case 'timeout':
      return l10n.t('{0} took too long to answer. It may have been billed. Retry.', host);
    case 'notFound':
      return l10n.t('{0} does not know this request or model: {1}', host, saying(facts));
    case 'serverError':
      return l10n.t(
        '{0} failed while working on this. It may have been billed, so it was not sent again by itself. Retry.',
        host,
      );
    case 'provider':
      return l10n.t(
        'The model’s provider behind {0} failed. It may have been billed, so it was not sent again by itself. Retry.',
        host,
      );
    case 'validation':
      return l10n.t('{0} did not accept the request: {1}', host, saying(facts));
    case 'network':
      return facts.unsent === true
        ? l10n.t('{0} cannot be reached. Check the network or the proxy, then retry.', host)
        : l10n.t(
            'The connection to {0} broke before the answer came. It may have been billed, so it was not sent again by itself. Retry.',
            host,
          );
    case 'certificate':
      return troubleMessage('certificateUnknown', host);
    case 'protocol':
      return l10n.t(
        '{0} answered with something that is not an answer of the service; a proxy or a login page may be in between. Check the network, then retry.',
        host,
      );
    case 'textGone':
      return l10n.t(
        '{0} made this answer and billed it, but does not have its text any more. Retry makes a new one, which costs again.',
        host,
      );
    case 'unknown':
      return l10n.t('{0} reported an error: {1}', host, saying(facts));
    default:
      return unreachable(group);
  }
}

function actionOf(group: ApiErrorGroup): ErrorAction | undefined {
  switch (group) {
    case 'auth':
      return { label: l10n.t('Set API Key'), command: COMMANDS.setApiKey };
    case 'quota':
      return { label: l10n.t('Add Credit'), command: 'vscode.open', args: [WALLET_PAGE] };
    case 'safety':
      return { label: l10n.t('Edit message'), command: CHAT_ACTIONS.edit };
    case 'notFound':
    case 'validation':
      return { label: l10n.t('Show Log'), command: COMMANDS.showLog };
    case 'rateLimit':
    case 'timeout':
    case 'serverError':
    case 'provider':
    case 'network':
    case 'certificate':
    case 'protocol':
    case 'textGone':
    case 'unknown':
      return { label: l10n.t('Retry'), command: 'retry' };
    default:
      return unreachable(group);
  }
}

function saying(facts: ApiErrorFacts): string {
  const words = facts.said ?? facts.code ?? String(facts.status ?? '');
  return cutLine(words.replace(/\s+/g, ' ').trim(), SAID_LIMIT);
}

function detailOf(group: ApiErrorGroup, facts: ApiErrorFacts): string {
  const parts = {
    group,
    status: facts.status,
    code: facts.code,
    parameter: facts.parameter,
    taskUUID: facts.taskUUID,
    said: saying(facts),
    detail: facts.detail,
  };
  return Object.entries(parts)
    .filter(([, value]) => value !== undefined && value !== '')
    .map(([name, value]) => `${name}=${String(value)}`)
    .join(' ');
}

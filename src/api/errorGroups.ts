/** Kinds of failure that call for different things to do (spec/runware-api.md 1.6). */
export type ApiErrorGroup =
  | 'auth'
  | 'quota'
  | 'rateLimit'
  | 'safety'
  | 'timeout'
  | 'notFound'
  | 'serverError'
  | 'provider'
  | 'validation'
  /** The connection failed. */
  | 'network'
  /** The connection is not to be trusted. */
  | 'certificate'
  /** What came is no answer of the service. */
  | 'protocol'
  /** An answer that was made and billed, and whose text the service has no more. */
  | 'textGone'
  | 'unknown';

/**
 * The service's catalogue has hundreds of codes and changes, so families are told by their words.
 * The first match counts: `invalidApiKey` is about the key before it is about validation.
 */
const RULES: readonly (readonly [ApiErrorGroup, RegExp])[] = [
  ['quota', /Credits|Quota|Balance|^quotaExceeded$|^paymentRequired$/],
  ['rateLimit', /RateLimit|^rateLimit|^concurrentRequestLimitExceeded$/],
  [
    'safety',
    /ContentPolicyViolation$|^contentPolicyViolation$|ContentDetected$|^(prompt|image)Blocked$|^moderationFailed$/,
  ],
  [
    'auth',
    /ApiKey|^(unauthorized|forbidden|permissionDenied|insufficientPermissions|authenticationFailed|authFailed|authTimeout|invalidAuthentication|invalidCredentials|missingAuthentication)$|^token(Expired|Invalid|Missing|Revoked)$|^(account|organization|workspace)(Suspended|Disabled)$/,
  ],
  ['timeout', /Timeout|^timeout/],
  ['notFound', /(NotFound|Expired)$|^taskCancelled$|^taskFailedOrNotFound$/],
  [
    'serverError',
    /^(internalServerError|serviceUnavailable|serverUnavailable|standardError|unknownError|undefinedError|defaultError|unrecognizedResponse|errorRetrievingAccountManagement|streamingError)$/,
  ],
  [
    'provider',
    /^provider|^(inferenceError|processingFailed|taskFailed|downloadFailed|uploadFailed|noAvailableServer|modelUnavailable|modelDisabled|modelNotReady|mediaStorageFileCouldNotBeMoved)$/,
  ],
  [
    'validation',
    /^(invalid|missing|conflict|duplicate|unsupported|value|array|max)|^(unknownParameter|incompatibleParameters|validationFailed|mismatchProviderSettingsProvider|unknownProviderSettingsProvider|transparentModelMismatch|modelOwnershipValidationError|modelAlreadyExists)$/,
  ],
];

/** The code says more than the status: `concurrentRequestLimitExceeded` comes with 200, 400 and 429. */
export function groupOf(code: string | undefined, status: number | undefined): ApiErrorGroup {
  const rule = RULES.find(([, pattern]) => code !== undefined && pattern.test(code));
  return rule?.[0] ?? groupOfStatus(status);
}

const STATUS_GROUPS: ReadonlyMap<number, ApiErrorGroup> = new Map([
  [401, 'auth'],
  [402, 'quota'],
  [403, 'auth'],
  [404, 'notFound'],
  [408, 'timeout'],
  [429, 'rateLimit'],
  [504, 'timeout'],
]);

function groupOfStatus(status: number | undefined): ApiErrorGroup {
  if (status === undefined || status < 400) return 'unknown';
  return STATUS_GROUPS.get(status) ?? (status >= 500 ? 'serverError' : 'validation');
}

/**
 * Keys and credentials in text, told by their form alone: each pattern is of one kind of secret
 * that cannot be mistaken for code. Values in files that are secret by name are another matter
 * (`maskValues`).
 */
const PATTERNS: readonly (readonly [kind: string, pattern: RegExp])[] = [
  [
    'private key',
    /-----BEGIN (?:[A-Z0-9 ]+ )?PRIVATE KEY(?: BLOCK)?-----[\s\S]*?(?:-----END (?:[A-Z0-9 ]+ )?PRIVATE KEY(?: BLOCK)?-----|$)/g,
  ],
  ['AWS access key', /\b(?:AKIA|ASIA)[A-Z0-9]{16}\b/g],
  ['GitHub token', /\b(?:gh[pousr]_[A-Za-z0-9]{36,}|github_pat_\w{60,})\b/g],
];

/** The kinds of secrets that a text holds. */
export function secretsIn(text: string): readonly string[] {
  return PATTERNS.flatMap(([kind, pattern]) => (text.search(pattern) >= 0 ? [kind] : []));
}

/** The text with each secret replaced by what kind it was. */
export function maskSecrets(text: string): string {
  return PATTERNS.reduce(
    (masked, [kind, pattern]) => masked.replace(pattern, () => `[${kind} left out]`),
    text,
  );
}

/** For files that are secret by name: what stands behind `=` or `:` in each line is replaced too. */
export function maskValues(text: string): string {
  return maskSecrets(text).replace(/^([^\n=:]{0,200}[=:][ \t]*)\S[^\n]*$/gm, '$1[left out]');
}

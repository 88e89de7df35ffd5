/** What comes before and after a token: a longer word is another thing. */
const token = (body: string): RegExp => new RegExp(`(?<![\\w-])(?:${body})(?![\\w-])`, 'g');

/**
 * Keys and credentials in text, told by their form alone: each pattern is of one kind of secret
 * that cannot be mistaken for code. Values in files that are secret by name are another matter
 * (`maskValues`). Each pattern takes time that grows with the text only: a token is tried once, at
 * its beginning.
 */
const PATTERNS: readonly (readonly [kind: string, pattern: RegExp])[] = [
  [
    'private key',
    /-----BEGIN (?:[A-Z0-9 ]{1,40} )?PRIVATE KEY(?: BLOCK)?-----[\s\S]*?(?:-----END (?:[A-Z0-9 ]{1,40} )?PRIVATE KEY(?: BLOCK)?-----|$)/g,
  ],
  // As secrets of Kubernetes and `base64` write it; of a certificate or a public key nothing is secret.
  [
    'private key in base64',
    /(?<![A-Za-z0-9+/])LS0tLS1CRUdJTi(?!BDRVJUSUZJQ0FUR|BQVUJMSUMg|BSU0EgUFVCTElDI|BQR1AgUFVCTElD)[A-Za-z0-9+/]+={0,2}(?:(?:\r?\n[ \t]{0,80}[A-Za-z0-9+/]{60,}={0,2})+(?:\r?\n[ \t]{0,80}[A-Za-z0-9+/]{1,59}={0,2}(?=\s|$))?)?/g,
  ],
  ['PuTTY key', /PuTTY-User-Key-File-\d: [\s\S]*?(?:Private-MAC: [0-9a-f]{40,64}|$)/g],
  ['AWS access key', token('(?:AKIA|ASIA)[A-Z0-9]{16}')],
  [
    'AWS secret key',
    /(?<=(?:aws[_-]?secret[_-]?(?:access[_-]?)?key|secret[_-]?access[_-]?key)["']?[ \t]{0,8}[=:][ \t]{0,8}["']?)[A-Za-z0-9/+]{40}(?![A-Za-z0-9/+=])/gi,
  ],
  ['Google API key', token('AIza[\\w-]{35}')],
  ['Google token', token('ya29\\.[\\w-]{30,}|GOCSPX-[\\w-]{28}')],
  [
    'Azure key',
    /(?<=(?:AccountKey|SharedAccessKey)=)[A-Za-z0-9+/]{42,86}={1,2}(?![A-Za-z0-9+/=])/g,
  ],
  ['GitHub token', token('gh[pousr]_[A-Za-z0-9]{36,}|github_pat_\\w{60,}')],
  ['GitLab token', token('gl(?:pat|dt|rt|cbt|ptt|ft|soat|agent|oas)-[\\w-]{20,}')],
  ['Slack token', token('xox[abeoprs]-[A-Za-z0-9-]{10,}|xapp-\\d-[A-Za-z0-9-]{10,}')],
  ['Slack webhook', /(?<=hooks\.slack\.com\/services\/)T\w{6,}\/B\w{6,}\/\w{20,}/g],
  ['Stripe key', token('(?:sk|rk)_(?:live|test)_[A-Za-z0-9]{16,}|whsec_[A-Za-z0-9+/]{24,}')],
  // Of at least one digit and one capital, or of hex alone: other words begin with sk- as well.
  [
    'API key',
    token(
      'sk-(?=[A-Za-z_-]*\\d)(?=[a-z\\d_-]*[A-Z])[\\w-]{20,}|sk-[0-9a-f]{32,}|xai-[A-Za-z0-9]{40,}|gsk_[A-Za-z0-9]{40,}|hf_[A-Za-z]{34,}|r8_[A-Za-z0-9]{37,}|pplx-[A-Za-z0-9]{40,}',
    ),
  ],
  ['npm token', token('npm_[A-Za-z0-9]{36}')],
  ['PyPI token', token('pypi-AgE[\\w-]{50,}')],
  ['SendGrid key', token('SG\\.[\\w-]{22}\\.[\\w-]{43}')],
  ['Twilio key', token('SK[0-9a-f]{32}')],
  ['DigitalOcean token', token('do[opr]_v1_[0-9a-f]{64}')],
  ['JSON web token', token('eyJ[\\w-]{14,}\\.eyJ[\\w-]{14,}\\.[\\w-]{20,}')],
  [
    'bearer token',
    /(?<=\bauthorization["']?[ \t]{0,8}[=:][ \t]{0,8}["']?(?:bearer|basic|token)[ \t]{1,8})(?=[\w.~+/-]*\d)[\w.~+/-]{16,}={0,2}/gi,
  ],
  // A password that is a placeholder, or of this very machine, is none.
  [
    'password',
    /(?<=\b[a-z][a-z0-9+.-]{1,20}:\/\/[^\s:/@'"`<>[\](){}$]{0,60}:)(?!(?:pass(?:word|wd)?|pwd|secret|token|user(?:name)?|changeme|example|test|x+|\.+|postgres|root|admin|guest|p|pw|key)@)[^\s:/@'"`<>[\](){}$*%]{3,120}(?=@(?!localhost\b|127\.|host\b|(?:[\w-]{1,30}\.){0,3}example\b)[A-Za-z0-9[])/gi,
  ],
];

/** The kinds of secrets that a text holds. */
export function secretsIn(text: string): readonly string[] {
  return PATTERNS.flatMap(([kind, pattern]) => (text.search(pattern) >= 0 ? [kind] : []));
}

/** Where a secret stands in a text: from its first UTF-16 code unit to the one after its last. */
export interface SecretSpan {
  readonly start: number;
  readonly end: number;
}

/** Where secrets stand; those of several kinds may overlap. */
export function secretSpans(text: string): readonly SecretSpan[] {
  return PATTERNS.flatMap(([, pattern]) =>
    [...text.matchAll(pattern)].map(({ index, 0: { length } }) => ({
      start: index,
      end: index + length,
    })),
  );
}

/** The text with each secret replaced by what kind it was. */
export function maskSecrets(text: string): string {
  return PATTERNS.reduce(
    (masked, [kind, pattern]) => masked.replace(pattern, () => `[${kind} left out]`),
    text,
  );
}

const LEFT_OUT = '[left out]';
/** Says nothing of a value: nothing, a comment, brackets, the name of a section, what was masked. */
const PLAIN_LINE = /^\s*(?:[#;][^=:]*|[[\](){},"'`|>-]*|\[[\w .-]{1,80}\])\s*$/;

/**
 * For files that are secret by name: what stands behind `=` or `:` in each line is replaced too, and
 * a line that has neither, whole: it may be a value that goes on.
 */
export function maskValues(text: string): string {
  return maskSecrets(text)
    .split('\n')
    .map(line => (PLAIN_LINE.test(line) ? line : maskLine(line)))
    .join('\n');
}

function maskLine(line: string): string {
  const end = line.endsWith('\r') ? '\r' : '';
  const name = /^[^=:]{0,200}[=:][ \t]*/.exec(line)?.[0];
  if (name === undefined) return `${LEFT_OUT}${end}`;
  const value = line.slice(name.length).trim();
  return /^[[({,|>-]*$/.test(value) ? line : `${name}${LEFT_OUT}${end}`;
}

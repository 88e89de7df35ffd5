import { maskSecrets } from './secretText.ts';

/** UTF-16 code units of what is not finished that are held back; no key that a person has is longer. */
const LONGEST_BLOCK = 16 * 1024;
const LONGEST_TOKEN = 8 * 1024;

const BLOCK_BEGINS = [
  /-----BEGIN (?:[A-Z0-9 ]{1,40} )?PRIVATE KEY/g,
  /PuTTY-User-Key-File-\d: /g,
] as const;
const BLOCK_ENDS =
  /-----END (?:[A-Z0-9 ]{1,40} )?PRIVATE KEY(?: BLOCK)?-----|Private-MAC: [0-9a-f]{40,64}/g;

/** How the secrets of `secretText.ts` begin. */
const BEGINNINGS: readonly string[] = [
  '-----BEGIN ',
  'PuTTY-User-Key-File-',
  'LS0tLS1CRUdJTi',
  'AccountKey=',
  'SharedAccessKey=',
  'hooks.slack.com/services/',
  'github_pat_',
  ...['AKIA', 'ASIA', 'AIza', 'ya29.', 'GOCSPX-', 'xapp-', 'whsec_', 'sk-', 'xai-', 'gsk_', 'hf_'],
  ...['r8_', 'pplx-', 'npm_', 'pypi-AgE', 'SG.', 'SK', 'dop_v1_', 'doo_v1_', 'dor_v1_', 'eyJ'],
  ...['sk_live_', 'sk_test_', 'rk_live_', 'rk_test_'],
  ...Array.from('pousr', letter => `gh${letter}_`),
  ...Array.from('abeoprs', letter => `xox${letter}-`),
  ...['pat', 'dt', 'rt', 'cbt', 'ptt', 'ft', 'soat', 'agent', 'oas'].map(kind => `gl${kind}-`),
];

/** What may go on at the end of a text: a token, a value after its name, a password in an address. */
const UNFINISHED: readonly RegExp[] = [
  new RegExp(
    `(?<![\\w-])(?:${BEGINNINGS.map(each => each.replaceAll('.', '\\.')).join('|')})[\\w.+/=-]*$`,
  ),
  /-----BEGIN [A-Z0-9 ]{0,60}$/,
  /LS0tLS1CRUdJTi[A-Za-z0-9+/=]*(?:\r?\n[ \t]*[A-Za-z0-9+/=]*)*$/,
  /\bauthorization["']?[ \t]{0,8}[=:][ \t]{0,8}["']?(?:bearer|basic|token)?[ \t]{0,8}[\w.~+/=-]*$/i,
  /(?:aws[_-]?)?secret[_-]?(?:access[_-]?)?key["']?[ \t]{0,8}(?:[=:][ \t]{0,8}["']?[A-Za-z0-9/+]*)?$/i,
  // A port is no password.
  /\b[a-z][a-z0-9+.-]{1,20}:\/\/[^\s:/@'"`<>[\](){}$]{0,60}(?::(?!\d{1,5}$)[^\s:/@'"`<>[\](){}$*%]{0,120}(?:@[\w.-]{0,60})?)?$/i,
];

/** Takes a text in pieces, and tells it masked. */
export interface SecretStream {
  readonly push: (piece: string) => void;
  /** Nothing more comes: tells what was held back. */
  readonly end: () => void;
}

/**
 * `maskSecrets` for text that comes in pieces, each of which may be read, or cut, by itself: what may
 * be the beginning of a secret is told when its end is known.
 */
export function secretStream(listener: (text: string) => void): SecretStream {
  let held = '';
  const tell = (text: string): void => {
    if (text !== '') listener(maskSecrets(text));
  };
  return {
    push: piece => {
      const text = held + piece;
      const from = unfinishedFrom(text);
      held = text.slice(from);
      tell(text.slice(0, from));
    },
    end: () => {
      tell(held);
      held = '';
    },
  };
}

/** Where that begins which may go on in the next piece; the length of the text if nothing does. */
function unfinishedFrom(text: string): number {
  const block = openBlock(text);
  if (block !== undefined) return text.length - block > LONGEST_BLOCK ? text.length : block;
  const start = Math.max(0, text.length - LONGEST_TOKEN);
  const tail = text.slice(start);
  const found = [
    ...UNFINISHED.map(pattern => tail.search(pattern)),
    ...BEGINNINGS.map(beginning => partOf(beginning, tail)),
  ].filter(at => at >= 0);
  return start + Math.min(tail.length, ...found);
}

/** Where the last block begins, if it has not ended. */
function openBlock(text: string): number | undefined {
  const begins = BLOCK_BEGINS.map(pattern => lastOf(text, pattern)).filter(at => at >= 0);
  const last = Math.max(-1, ...begins);
  return last > lastOf(text, BLOCK_ENDS) ? last : undefined;
}

function lastOf(text: string, pattern: RegExp): number {
  return [...text.matchAll(pattern)].at(-1)?.index ?? -1;
}

/** Where the text ends in a part of a beginning; -1 if it does not. */
function partOf(beginning: string, text: string): number {
  for (let length = Math.min(beginning.length - 1, text.length); length > 0; length -= 1) {
    const at = text.length - length;
    const isAlone = at === 0 || !/[\w-]/.test(text.charAt(at - 1));
    if (isAlone && beginning.startsWith(text.slice(at))) return at;
  }
  return -1;
}

/** What an API key looks like where it stands by itself in a text. */
const FORMS: readonly RegExp[] = [
  /(?<![\w-])sk-[\w-]{20,}(?![\w-])/,
  // 32 letters and digits with small ones, capitals and digits among them: no hash and no word.
  /(?<![\w/+.-])(?=\w*[a-z])(?=\w*[A-Z])(?=\w*\d)[A-Za-z0-9]{32}(?![\w/+=-])/,
  // After the word "key", any 32 of them.
  /(?<=\bkey\b\W{0,4}(?:\w{1,3}\W{1,3})?)(?<!\w)[A-Za-z0-9]{32}(?!\w)/i,
];

export interface KeyInText {
  readonly key: string;
  /** The text with `[key]` in its place, wherever it stands. */
  readonly without: string;
  /** Nothing is left to say but the key and words like "my key:". */
  readonly isAll: boolean;
}

/** An API key that someone pasted into a message (S27); undefined if there is none. */
export function keyInText(text: string): KeyInText | undefined {
  for (const form of FORMS) {
    const key = form.exec(text)?.[0];
    if (key !== undefined) {
      const rest = text.replaceAll(key, '').replace(/\b(?:my|the|api|runware|key|is)\b/gi, '');
      return { key, without: text.replaceAll(key, '[key]'), isAll: !/[\p{L}\p{N}]/u.test(rest) };
    }
  }
  return undefined;
}

/** Keys that are looked for wherever they stand, not only where their form tells. */
const MOST_KEYS = 20;

/** The text with `[key]` in place of each API key. */
export function withoutKeys(text: string): string {
  let left = text;
  for (let count = 0; count < MOST_KEYS; count += 1) {
    const found = keyInText(left);
    if (found === undefined) return left;
    left = found.without;
  }
  return FORMS.reduce(
    (clean, form) => clean.replace(new RegExp(form.source, `${form.flags}g`), '[key]'),
    left,
  );
}

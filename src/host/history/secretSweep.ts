import { canBeKey } from '../../base/canBeKey.ts';
import { isJsonObject } from '../../base/json.ts';
import { maskSecrets } from '../../base/secretText.ts';

/** Takes keys and credentials out of what leaves Plumb's storage (S29). */
export interface SecretSweep {
  text(text: string): string;
  /** The same of every string in a JSON value, names of members as well. */
  value(value: unknown): unknown;
}

const REDACTED = '[redacted]';
/** Shorter forms would be found in words that have nothing to do with the key. */
const SHORTEST = 8;

/** @param keys values that were an API key in this window */
export function createSecretSweep(keys: () => readonly string[]): SecretSweep {
  const sweep = (text: string, forms: readonly string[]): string => {
    const withoutKeys = forms.reduce((clean, form) => clean.replaceAll(form, REDACTED), text);
    return maskSecrets(withoutKeys);
  };
  const sweepValue = (value: unknown, forms: readonly string[]): unknown => {
    if (typeof value === 'string') return sweep(value, forms);
    if (Array.isArray(value)) return value.map(item => sweepValue(item, forms));
    if (!isJsonObject(value)) return value;
    return Object.fromEntries(
      Object.entries(value).map(([name, member]) => [
        sweep(name, forms),
        sweepValue(member, forms),
      ]),
    );
  };
  return {
    text: text => sweep(text, formsOfAll(keys())),
    value: value => sweepValue(value, formsOfAll(keys())),
  };
}

function formsOfAll(keys: readonly string[]): readonly string[] {
  const forms = keys.filter(canBeKey).flatMap(formsOf);
  // Longest first: one form may be a part of another.
  return [...new Set(forms)].sort((a, b) => b.length - a.length);
}

/** A key as it may be written down: plain, for URLs and JSON, in hex, and in base64 at each offset. */
function formsOf(key: string): string[] {
  const bytes = Buffer.from(key);
  const hex = bytes.toString('hex');
  const base64 = [0, 1, 2].flatMap(offset => {
    // What stands before and behind it in the same text changes the first and last characters.
    const whole = Buffer.concat([Buffer.alloc(offset), bytes]).toString('base64');
    const inner = whole.replace(/=+$/, '').slice(offset === 0 ? 0 : offset + 1, -1);
    return [inner, inner.replaceAll('+', '-').replaceAll('/', '_')];
  });
  return [
    key,
    encodeURIComponent(key),
    encodeURI(key),
    JSON.stringify(key).slice(1, -1),
    hex,
    hex.toUpperCase(),
    Buffer.from(key, 'utf16le').toString('latin1'),
    ...base64.filter(form => form.length >= SHORTEST),
  ];
}

import { secretSpans, type SecretSpan } from './secretText.ts';

/** UTF-16 code units on both sides of a cut in which a secret is looked for that it goes through. */
const REACH = 16 * 1024;

/** Length of a text's longest run of characters shown before the middle is cut. */
export interface MiddleCut {
  readonly text: string;
  /** UTF-16 code units that were left out; 0 if nothing was. */
  readonly omitted: number;
}

/**
 * Keeps the head and the tail of a text that is longer than `limit` UTF-16 code units. A secret is
 * left out whole: of a part of it nobody could tell later what it is.
 */
export function cutMiddle(text: string, limit: number): MiddleCut {
  if (text.length <= limit) return { text, omitted: 0 };
  const head = safeEnd(text, beforeSecret(text, Math.ceil(limit / 2)));
  const tail = safeStart(text, behindSecret(text, text.length - Math.floor(limit / 2)));
  const omitted = tail - head;
  return {
    text: `${text.slice(0, head)}\n[… ${omitted} characters left out …]\n${text.slice(tail)}`,
    omitted,
  };
}

/** Cuts a line at `limit` UTF-16 code units, never inside a surrogate pair or a secret, and says so. */
export function cutLine(line: string, limit: number): string {
  if (line.length <= limit) return line;
  const end = safeEnd(line, beforeSecret(line, limit));
  return `${line.slice(0, end)} [… ${line.length - end} more characters]`;
}

/** The place of a cut, moved before the secrets that it would go through. */
export function beforeSecret(text: string, index: number): number {
  return spansAround(text, index).reduce(
    (at, { start, end }) => (start < at && at < end ? start : at),
    index,
  );
}

/** The place of a cut, moved behind the secrets that it would go through. */
export function behindSecret(text: string, index: number): number {
  return spansAround(text, index).reduce(
    (at, { start, end }) => (start < at && at < end ? end : at),
    index,
  );
}

function spansAround(text: string, index: number): readonly SecretSpan[] {
  const from = Math.max(0, index - REACH);
  return secretSpans(text.slice(from, index + REACH)).map(({ start, end }) => ({
    start: from + start,
    end: from + end,
  }));
}

function safeEnd(text: string, index: number): number {
  return isHighSurrogate(text.charCodeAt(index - 1)) ? index - 1 : index;
}

function safeStart(text: string, index: number): number {
  return isHighSurrogate(text.charCodeAt(index - 1)) ? index + 1 : index;
}

function isHighSurrogate(codeUnit: number): boolean {
  return codeUnit >= 0xd800 && codeUnit <= 0xdbff;
}

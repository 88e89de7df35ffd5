/** Where a text stops being JSON. */
export interface JsonFault {
  /** From 1. */
  readonly line: number;
  /** From 1, in UTF-16 code units. */
  readonly column: number;
  readonly kind: 'end' | 'comment' | 'trailingComma' | 'unexpected';
  /** What stands there, at most 20 characters of it; empty at the end. */
  readonly found: string;
}

type Kind = '{' | '}' | '[' | ']' | ',' | ':' | 'string' | 'scalar' | 'end' | 'bad';

interface Token {
  readonly kind: Kind;
  readonly start: number;
  readonly end: number;
}

type Expected =
  'value' | 'valueOrClose' | 'key' | 'keyOrClose' | 'colon' | 'commaOrClose' | 'nothing';

/**
 * Finds the first place where a text is no JSON. Engines word and place their own errors
 * differently, and some do not place them at all.
 * @returns undefined if the text is JSON
 */
export function findJsonFault(text: string): JsonFault | undefined {
  const open: ('{' | '[')[] = [];
  let expected: Expected = 'value';
  let comma: Token | undefined;
  for (let at = 0; ;) {
    const token = tokenAt(text, at);
    const next = after(token, expected, open);
    if (next === 'done') return undefined;
    if (next === undefined) return faultAt(text, token, comma);
    comma = token.kind === ',' ? token : undefined;
    expected = next;
    at = token.end;
  }
}

/** What may follow a token; `done` after the whole, undefined if the token may not stand there. */
function after(
  { kind }: Token,
  expected: Expected,
  open: ('{' | '[')[],
): Expected | 'done' | undefined {
  const closed = (): Expected => (open.length === 0 ? 'nothing' : 'commaOrClose');
  if (kind === 'end') return expected === 'nothing' ? 'done' : undefined;
  switch (expected) {
    case 'key':
    case 'keyOrClose':
      if (kind === 'string') return 'colon';
      break;
    case 'colon':
      return kind === ':' ? 'value' : undefined;
    case 'value':
    case 'valueOrClose':
      if (kind === 'string' || kind === 'scalar') return closed();
      if (kind === '{' || kind === '[') {
        open.push(kind);
        return kind === '{' ? 'keyOrClose' : 'valueOrClose';
      }
      break;
    case 'commaOrClose':
      if (kind === ',') return open.at(-1) === '{' ? 'key' : 'value';
      break;
    case 'nothing':
      return undefined;
  }
  const mayClose = expected !== 'key' && expected !== 'value';
  const fits = open.at(-1) === (kind === '}' ? '{' : '[');
  if (!mayClose || !fits || (kind !== '}' && kind !== ']')) return undefined;
  open.pop();
  return closed();
}

function faultAt(text: string, token: Token, comma: Token | undefined): JsonFault {
  const closesAfterComma = comma !== undefined && (token.kind === '}' || token.kind === ']');
  const { start } = closesAfterComma ? comma : token;
  const before = text.slice(0, start);
  const found = text.slice(start, start + 20).split('\n')[0] ?? '';
  return {
    line: before.split('\n').length,
    column: start - before.lastIndexOf('\n'),
    kind: closesAfterComma
      ? 'trailingComma'
      : start >= text.length
        ? 'end'
        : /^\/[/*]/.test(found)
          ? 'comment'
          : 'unexpected',
    found,
  };
}

/**
 * Writes JSON with one value a line, two spaces a level. Every number and text stays as it was
 * written: a number with more digits than a double holds would change by being read.
 * @param text JSON
 */
export function formatJson(text: string): string {
  const parts: string[] = [];
  let level = 0;
  let opened = false;
  for (let at = 0; ;) {
    const { kind, start, end } = tokenAt(text, at);
    if (kind === 'end' || kind === 'bad') return parts.join('');
    const line = `\n${'  '.repeat(kind === '}' || kind === ']' ? level - 1 : level)}`;
    if (kind === '}' || kind === ']') {
      level -= 1;
      if (!opened) parts.push(line);
    } else if (opened) {
      parts.push(line);
    }
    opened = kind === '{' || kind === '[';
    if (opened) level += 1;
    parts.push(text.slice(start, end));
    if (kind === ',') parts.push(line);
    if (kind === ':') parts.push(' ');
    at = end;
  }
}

const SPACE = /[ \t\r\n]*/y;
const SCALAR = /(?:-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null)(?![\w.+-])/y;

function tokenAt(text: string, from: number): Token {
  SPACE.lastIndex = from;
  SPACE.test(text);
  const start = SPACE.lastIndex;
  const first = text.charAt(start);
  switch (first) {
    case '':
      return { kind: 'end', start, end: start };
    case '{':
    case '}':
    case '[':
    case ']':
    case ',':
    case ':':
      return { kind: first, start, end: start + 1 };
    case '"': {
      const end = endOfString(text, start + 1);
      return end === undefined
        ? { kind: 'bad', start, end: start }
        : { kind: 'string', start, end };
    }
    default:
      SCALAR.lastIndex = start;
      return SCALAR.test(text)
        ? { kind: 'scalar', start, end: SCALAR.lastIndex }
        : { kind: 'bad', start, end: start };
  }
}

const ESCAPE = /\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})/y;

/** Character by character: a text may be longer than a regular expression can go back over. */
function endOfString(text: string, from: number): number | undefined {
  for (let at = from; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === 0x22) return at + 1;
    if (code < 0x20) return undefined;
    if (code !== 0x5c) continue;
    ESCAPE.lastIndex = at;
    if (!ESCAPE.test(text)) return undefined;
    at = ESCAPE.lastIndex - 1;
  }
  return undefined;
}

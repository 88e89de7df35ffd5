import { indentOf } from './indentation.ts';

/** Lines [from, to) that belong to the line at `from`. */
export interface LineScope {
  readonly from: number;
  readonly to: number;
}

/** What goes on with the block above rather than starting something: `} else {`, `):`, `end`. */
const CONTINUATION =
  /^(?:[^\p{L}\p{N}_$@#"'`/*<~[-]|\/>|(?:else|elif|elsif|except|finally|catch|ensure|rescue|then|do|done|fi|end|in|of|and|or)\b)/u;

/** Comments and directives, which stand at any indentation and belong to what comes below them. */
const ASIDE =
  /^(?:\/\/|\/\*|\*(?:[\s/]|$)|--(?:\s|$)|<!--|#(?:\s|$|(?:(?:el)?if|ifn?def|else|endif|define|undef|include|pragma|(?:end)?region)\b))/;

/** A line below which others are indented deeper. */
const OPENS = /(?:[:{([]|=>|\bthen|\bdo)\s*$/;

const OPENS_BRACE = /\{\s*(?:\/[/*].*)?$/;

const TRIPLE_QUOTE = /"""|'''/;

/**
 * What the line at `from` opens, which ends before a line that is indented less, or no deeper
 * once deeper lines came, and starts something. Nothing starts within its braces or a string of
 * several lines. A line with nothing deeper below it (a heading, a section, an element) goes on to
 * the next of its kind, or to what closes it.
 */
export function scopeOf(lines: readonly string[], from: number): LineScope {
  const head = lines[from] ?? '';
  const own = indentOf(head).length;
  const isNext = nextOfKind(head);
  const isNextHere = (line: string): boolean => indentOf(line).length <= own && isNext(line);
  const closer = /^\s*<([\w-]+)/.exec(head)?.[1];
  const hasAsides = !ASIDE.test(head.slice(own));
  let braces = bracesOf(head);
  let opened = false;
  let above = '';
  let asides: number | undefined;
  for (let index = endOfString(lines, from, isNextHere) + 1; index < lines.length; index += 1) {
    const line = lines[index] ?? '';
    const indent = indentOf(line).length;
    const body = line.slice(indent);
    if (body === '') continue;
    if (indent > own) {
      opened = true;
      asides = undefined;
      if (braces > 0) braces += netBraces(body);
    } else if (closer !== undefined && body.startsWith(`</${closer}`)) {
      return { from, to: index + 1 };
    } else {
      if (body.startsWith('}')) braces = 0;
      if (braces > 0 && !isNextHere(line)) asides = undefined;
      else if (!opened && indent === own) {
        if (isNext(line)) return { from, to: index };
        asides = undefined;
      } else if (hasAsides && ASIDE.test(body)) asides ??= index;
      else if (!goesOn(body, above)) return { from, to: asides ?? index };
      braces = braces > 0 ? braces + netBraces(body) : bracesOf(line);
    }
    above = line;
    index = endOfString(lines, index, isNextHere);
  }
  return { from, to: asides ?? lines.length + 1 };
}

/**
 * Whether a line below the scope of another may still be meant by that: nothing starts in between
 * that is of the other's kind or has lines of its own.
 */
export function isUndivided(
  lines: readonly string[],
  { from, to }: LineScope,
  at: number,
): boolean {
  const head = lines[from] ?? '';
  const own = indentOf(head).length;
  const isNext = nextOfKind(head);
  const texts = lines.slice(to, at + 1).filter(line => line.trim() !== '');
  return texts.every((line, index) => {
    const indent = indentOf(line).length;
    if (indent > own) return true;
    if (isNext(line)) return false;
    if (!startsSomething(line)) return true;
    const next = texts[index + 1];
    return !OPENS.test(line) && (next === undefined || indentOf(next).length <= indent);
  });
}

/** Whether a line is no comment and does not go on with a block above. */
export function startsSomething(line: string): boolean {
  const body = line.trimStart();
  return body !== '' && !ASIDE.test(body) && !goesOn(body, '}');
}

/**
 * Index of the line that ends a string in triple quotes which begins in a line; of that line if
 * none does, or if in between something seems to start: quotes are easily taken for others.
 */
function endOfString(
  lines: readonly string[],
  index: number,
  isNext: (line: string) => boolean,
): number {
  const line = lines[index] ?? '';
  const quote = TRIPLE_QUOTE.exec(line)?.[0];
  if (quote === undefined || line.split(quote).length % 2 === 1) return index;
  const end = lines.findIndex((text, at) => at > index && (text.includes(quote) || isNext(text)));
  return lines[end]?.includes(quote) === true ? end : index;
}

/** Braces that a line leaves open for the lines below it. */
function bracesOf(line: string): number {
  return OPENS_BRACE.test(line) ? Math.max(1, netBraces(line)) : 0;
}

/** How many more braces a line opens than it closes. */
function netBraces(line: string): number {
  return line.split('{').length - line.split('}').length;
}

/**
 * Whether a line goes on with the block above; a brace does below a head, not below a block's end,
 * and what begins like a call of a chain is a selector below a brace.
 */
function goesOn(body: string, above: string): boolean {
  if (/^[.:&>]/.test(body)) return above.trim() !== '}';
  if (body.startsWith('{')) return !/[},;\]]\s*$/.test(above);
  return CONTINUATION.test(body);
}

/** Tells a line of a line's kind: one with the same first word or sign, or a heading as high. */
function nextOfKind(head: string): (line: string) => boolean {
  const depth = headingDepth(head);
  if (depth === undefined) return line => kindOf(line) === kindOf(head);
  return line => (headingDepth(line) ?? Infinity) <= depth;
}

function headingDepth(line: string): number | undefined {
  return /^#{1,6}(?=\s)/.exec(line)?.[0].length;
}

/** Lines of a kind begin with the same word, sign or tag: `function`, `[`, `<li`. */
function kindOf(line: string): string {
  return /<[\w-]+|[\p{L}\p{N}_$]+|\S/u.exec(line)?.[0] ?? '';
}

import { ANY_LETTER, SPACED, UNSPACED_NAME } from './pathLetters.ts';

/** A place in a file as an answer writes it. */
export interface WrittenPlace {
  readonly path: string;
  /** From 1. */
  readonly line: number | undefined;
  readonly endLine: number | undefined;
}

/** A name of such letters; a part that ends in a dot is the end of a sentence. */
const nameOf = (letters: string): string => String.raw`[${letters}@()[\]+.-]{0,80}[${letters})\]]`;
const SPACED_NAME = nameOf(SPACED);
const NAME_WITHIN = `(?:${SPACED_NAME}|${UNSPACED_NAME})`;
const NAME = nameOf(ANY_LETTER);

const SUFFIX = String.raw`(?:#L(\d+)(?:-L?(\d+))?|:(\d+)(?::\d+)?(?:-(\d+))?)?`;
const TYPE = String.raw`\.[A-Za-z]\w{0,9}`;
const ROOT = String.raw`(?:[A-Za-z]:[\\/]|\.{0,2}/)?`;
const folder = (name: string): string => String.raw`(?:${ROOT}${name}[\\/])`;

/** Within a text a path needs a folder or a line, or every `e.g` would be one. */
const IN_TEXT = new RegExp(
  String.raw`(?<![${SPACED}/\\.:@-])(?=[${SPACED}@./])(?:` +
    `(${folder(SPACED_NAME)}${folder(NAME_WITHIN)}{0,29}${NAME_WITHIN}${TYPE})${SUFFIX}|` +
    String.raw`(${SPACED_NAME}${TYPE})(?:#L|:)(\d+)(?:-L?(\d+))?)(?![${SPACED}/\\])`,
  'gu',
);
const WHOLE = new RegExp(
  `^(${folder(NAME)}{0,30}${NAME}${TYPE}|${folder(NAME)}{1,30}${NAME})${SUFFIX}$`,
  'u',
);

/** The address of a link within a workspace; none that names a scheme or a host. */
const ADDRESS = new RegExp(
  String.raw`^((?:[A-Za-z]:[\\/])?[^:#?*"<>|\p{Cc}]{1,250})(?:${SUFFIX}|#.*)$`,
  'u',
);

/** Longer texts are no path; it bounds what the expressions above try. */
const LONGEST = 300;

/** Whether all of a text is a place. */
export function placeOf(text: string): WrittenPlace | undefined {
  return placeBy(WHOLE, text);
}

/**
 * The place that the address of a link names: `./src/a.ts:12`, `src/a%20b.ts#L10-L20`. Of a heading
 * (`a.md#usage`) only the file.
 */
export function linkedPlace(href: string): WrittenPlace | undefined {
  return placeBy(ADDRESS, withoutEscapes(href));
}

function withoutEscapes(href: string): string {
  try {
    return decodeURIComponent(href);
  } catch {
    // A sign of percent that escapes nothing: it is part of the name.
    return href;
  }
}

function placeBy(form: RegExp, text: string): WrittenPlace | undefined {
  if (text.length > LONGEST) return undefined;
  const found = form.exec(text);
  const path = found?.[1];
  if (found === null || path === undefined || path.includes('//')) return undefined;
  return place(path, found[2] ?? found[4], found[3] ?? found[5]);
}

/** A text in pieces: what is said, and the places in it. */
export function withPlaces(
  text: string,
): readonly (string | { written: string; place: WrittenPlace })[] {
  if (text.length > 20_000 || !/[/\\:#]/.test(text)) return [text];
  const pieces: (string | { written: string; place: WrittenPlace })[] = [];
  let at = 0;
  for (const found of text.matchAll(IN_TEXT)) {
    const path = found[1] ?? found[6];
    if (path === undefined || found[0].length > LONGEST) continue;
    const line = found[2] ?? found[4] ?? found[7];
    const endLine = found[3] ?? found[5] ?? found[8];
    if (found.index > at) pieces.push(text.slice(at, found.index));
    pieces.push({ written: found[0], place: place(path, line, endLine) });
    at = found.index + found[0].length;
  }
  if (at < text.length) pieces.push(text.slice(at));
  return pieces;
}

function place(path: string, line: string | undefined, endLine: string | undefined): WrittenPlace {
  const number = (digits: string | undefined): number | undefined =>
    digits === undefined ? undefined : Math.max(1, Number(digits));
  return { path, line: number(line), endLine: number(endLine) };
}

/**
 * The name of a symbol that code in a line is, or undefined: `createSession`, `Foo.bar()`. A plain
 * word is none, for most of those are values, options and names of programs.
 */
export function symbolOf(text: string): string | undefined {
  if (text.length > 120) return undefined;
  const name = /^([A-Za-z_$][\w$]*(?:(?:\.|#|::)[A-Za-z_$][\w$]*)*)(\(\))?$/.exec(text);
  if (name?.[1] === undefined) return undefined;
  const isCall = name[2] !== undefined;
  const isTelling = /[a-z\d][A-Z]|[A-Z][a-z]|\w_\w|[.#]|::/.test(name[1]);
  return isCall || isTelling ? name[1] : undefined;
}

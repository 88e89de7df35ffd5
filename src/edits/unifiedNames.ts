import type { PatchRow } from './patchRows.ts';

/** What the rows above a file's hunks say of its name. `null` is /dev/null: no such file. */
export interface WrittenNames {
  readonly old: string | null;
  readonly now: string | null;
}

const TIMESTAMP = /\s\d{4}-\d\d-\d\d[ T]\d\d:\d\d.*$/;
const QUOTED = /^"((?:[^"\\]|\\.)*)"/;
/** The letters that git puts before paths: its usual ones and those of `diff.mnemonicPrefix`. */
const PREFIX = /^[abciow12]\/(?=.)/;

/** Whether a row and the next can be the names of a file, as they stand above its hunks. */
export function isPairOfNames(rows: readonly PatchRow[], index: number): boolean {
  return /^--- \S/.test(rows[index]?.text ?? '') && /^\+\+\+ \S/.test(rows[index + 1]?.text ?? '');
}

/** The names in such a pair of rows, as they are written. */
export function namesAt(rows: readonly PatchRow[], index: number): WrittenNames {
  const nameIn = (row: PatchRow | undefined): string | null => fileName(row?.text.slice(4) ?? '');
  return { old: nameIn(rows[index]), now: nameIn(rows[index + 1]) };
}

/** The name in a `---` or `+++` row, without what stands in front of it: no timestamp, no quotes. */
export function fileName(written: string): string | null {
  const text = written.trim();
  const quoted = QUOTED.exec(text)?.[1];
  const name = quoted === undefined ? plainName(written) : unquoted(quoted);
  return name === '/dev/null' ? null : name;
}

function plainName(written: string): string {
  const [beforeTab = ''] = written.split('\t');
  return beforeTab.replace(TIMESTAMP, '').trim();
}

/**
 * The path in `diff --git a/path b/path`, whichever prefixes git put before it; undefined if the
 * row names two. The two are equally long then, so the row has its middle between them.
 */
export function gitName(row: string): string | undefined {
  const both = row.slice('diff --git '.length);
  const middle = (both.length - 1) / 2;
  if (both[middle] !== ' ') return undefined;
  const [old, now] = [fileName(both.slice(0, middle)), fileName(both.slice(middle + 1))];
  if (old === null || now === null) return undefined;
  if (isPrefixedPair({ old, now })) return now.slice(2);
  return old === now ? now : undefined;
}

/** Whether a name is that of a path, with a prefix of git or without. */
export function isNameOf(name: string | null, path: string): boolean {
  return name === path || (name !== null && PREFIX.test(name) && name.slice(2) === path);
}

/**
 * The paths that the names of a `---` and a `+++` row mean: without the prefixes that diffs put
 * before them. Undefined if the two are not of one file: it may have moved, or one may be mistyped.
 * @param known what `diff --git` says: only that tells a prefix from a folder where a name is alone
 */
export function pathsOf(names: WrittenNames, known?: string): WrittenNames | undefined {
  const { old, now } = names;
  const isKnown = (name: string | null): boolean => name === null || isNameOf(name, known ?? '');
  if (known !== undefined && isKnown(old) && isKnown(now)) {
    return { old: old === null ? null : known, now: now === null ? null : known };
  }
  if (old === null || now === null) {
    return {
      old: old?.replace(/^a\/(?=.)/, '') ?? null,
      now: now?.replace(/^b\/(?=.)/, '') ?? null,
    };
  }
  if (old === now) return { old, now };
  if (isPrefixedPair(names)) return { old: old.slice(2), now: now.slice(2) };
  // A copy of how it was, beside the file (GNU diff's manual, "Making Patches").
  if (/^(?:\.orig|\.old|~)$/.test(old.startsWith(now) ? old.slice(now.length) : '')) {
    return { old: now, now };
  }
  // One of the two with its prefix, the other without: the model forgot one.
  if (old === `a/${now}`) return { old: now, now };
  if (now === `b/${old}`) return { old, now: old };
  return undefined;
}

/** Whether names are meant as such, be it of one file or of two. */
export function areNames(names: WrittenNames): boolean {
  const isPrefixed = (name: string | null): boolean => name !== null && PREFIX.test(name);
  return pathsOf(names) !== undefined || (isPrefixed(names.old) && isPrefixed(names.now));
}

/** Whether two names are of one path, each with a prefix of its own. */
export function isPrefixedPair({ old, now }: WrittenNames): boolean {
  if (old === null || now === null) return false;
  return PREFIX.test(old) && PREFIX.test(now) && old[0] !== now[0] && old.slice(2) === now.slice(2);
}

const ESCAPES: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r', '"': '"' };

/** Takes back git's quoting, C strings whose octal numbers are UTF-8 bytes (git-config, core.quotePath). */
function unquoted(text: string): string {
  const encoder = new TextEncoder();
  const bytes = Array.from(text.matchAll(/\\[0-7]{1,3}|\\.|[^\\]+/gsu), ([part]) => {
    if (/^\\[0-7]/.test(part)) return [parseInt(part.slice(1), 8) & 0xff];
    const plain = part.startsWith('\\') ? (ESCAPES[part.slice(1)] ?? part.slice(1)) : part;
    return [...encoder.encode(plain)];
  });
  return new TextDecoder().decode(new Uint8Array(bytes.flat()));
}

/** The part of a git diff that is about one file. */
export interface DiffSection {
  /** Both ends of a rename, else the one file, relative to the repository; empty if it cannot be told. */
  readonly paths: readonly string[];
  /** What changed, without the lines that only name the file. */
  readonly lines: readonly string[];
}

/**
 * The files of a diff as git prints it. Only a header begins with `diff --` at the beginning of a
 * line: lines of a file's text have a sign before them.
 */
export function diffSections(text: string): readonly DiffSection[] {
  const sections: DiffSection[] = [];
  for (const part of text.split(/(?<=\n|^)(?=diff --(?:git|cc|combined) )/)) {
    const [header = '', ...rest] = part.replace(/\n$/, '').split('\n');
    if (!header.startsWith('diff --')) continue;
    const hunks = rest.findIndex(line => line.startsWith('@@'));
    const about = hunks === -1 ? rest : rest.slice(0, hunks);
    sections.push({
      paths: pathsOf(header, about),
      lines: [
        ...about.filter(line => !/^(?:index |--- |\+\+\+ )/.test(line)),
        ...rest.slice(about.length),
      ],
    });
  }
  return sections;
}

function pathsOf(header: string, about: readonly string[]): readonly string[] {
  const ends = about.flatMap(line => {
    const named = /^(?:rename|copy) (?:from|to) (.+)$/.exec(line)?.[1];
    return named === undefined ? [] : [unquoted(named)];
  });
  if (ends.length > 0) return ends.length === 2 && ends.every(end => end !== '') ? ends : [];
  const merged = /^diff --(?:cc|combined) (.+)$/.exec(header)?.[1];
  const path = merged === undefined ? pathOfBoth(header) : unquoted(merged);
  return path === '' ? [] : [path];
}

/** Both names of a header are the same but for their prefixes, which settings can change or drop. */
function pathOfBoth(header: string): string {
  const names = header.slice('diff --git '.length);
  const middle = (names.length - 1) / 2;
  if (names[middle] !== ' ') return '';
  const before = unquoted(names.slice(0, middle));
  const after = unquoted(names.slice(middle + 1));
  if (before === after) return before;
  const path = before.replace(/^[a-z0-9]\//, '');
  return path === after.replace(/^[a-z0-9]\//, '') ? path : '';
}

const ESCAPES: ReadonlyMap<string, number> = new Map([
  ['a', 7],
  ['b', 8],
  ['t', 9],
  ['n', 10],
  ['v', 11],
  ['f', 12],
  ['r', 13],
  ['"', 34],
  ['\\', 92],
]);

/** A name as git quotes it like a string of C, byte by byte; empty if it is not well-formed. */
function unquoted(name: string): string {
  if (!name.startsWith('"')) return name;
  const inner = /^"((?:[^"\\]|\\.)*)"$/s.exec(name)?.[1];
  if (inner === undefined) return '';
  const bytes: number[] = [];
  for (const [piece, escape] of inner.matchAll(/\\([0-7]{3}|.)|[^\\]+/gs)) {
    if (escape === undefined) bytes.push(...new TextEncoder().encode(piece));
    else if (escape.length === 3) bytes.push(Number.parseInt(escape, 8));
    else {
      const code = ESCAPES.get(escape);
      if (code === undefined) return '';
      bytes.push(code);
    }
  }
  return new TextDecoder().decode(new Uint8Array(bytes));
}

/** A part of a text that can be found by itself. Lines count from 1, the last one included. */
export interface Chunk {
  readonly startLine: number;
  readonly endLine: number;
  /** The symbol or heading that it is of; empty if none is known. */
  readonly heading: string;
}

/** Lines: one that is shorter goes with its neighbour, one that is longer is divided. */
const SHORTEST = 20;
const LONGEST = 80;

const MARKDOWN = /^#{1,6}\s+(.+?)\s*#*$/;
/** Where something begins in the family of languages that a file's extension is of. */
const FAMILIES: readonly (readonly [extensions: RegExp, start: RegExp])[] = [
  [/\.(?:md|mdx|markdown)$/i, MARKDOWN],
  [/\.(?:rst|adoc|txt)$/i, /^(?:=+\s+)?(\p{Lu}.{2,80})$/u],
  [/\.py[iw]?$/i, /^\s{0,4}(?:async\s+)?(?:def|class)\s+(\w+)/],
  [/\.(?:rb|ex|exs|cr)$/i, /^\s{0,4}(?:def|class|module|defmodule|defp)\s+([\w.:?!]+)/],
  [/\.(?:go)$/i, /^(?:func\s+(?:\([^)]*\)\s*)?|type\s+)(\w+)/],
  [
    /\.(?:rs)$/i,
    /^\s{0,4}(?:pub(?:\([^)]*\))?\s+)?(?:async\s+|unsafe\s+|const\s+)*(?:fn|struct|enum|trait|mod|impl(?:<[^>]*>)?)\s+(\w+)/,
  ],
  [/\.(?:sh|bash|zsh)$/i, /^(?:function\s+)?([\w-]+)\s*\(\)/],
  [/\.(?:css|scss|less)$/i, /^([^\s@}/][^{]*?)\s*\{/],
  [/\.sql$/i, /^create\s+(?:or\s+replace\s+)?\w+\s+(?:if\s+not\s+exists\s+)?([\w."]+)/i],
];
/** JavaScript, C and those that are written like them. */
const BRACES =
  /^\s{0,4}(?:(?:export|default|public|private|protected|internal|static|final|abstract|async|declare|override|open|data|sealed|virtual|inline)\s+)*(?:(?:function\*?|class|interface|enum|struct|trait|object|namespace|record|type|fun|func|def|const|let|var|describe|it)\b[\s(]*['"`]?([\p{L}_$][\p{L}\p{N}_$ ]*)|(?:[\w<>,[\]*&:?]+\s+)+\**([A-Za-z_]\w*)\s*\([^;]*$)/u;

/** Divides a text by its symbols or headings; each line is in exactly one chunk. */
export function chunkText(path: string, lines: readonly string[]): readonly Chunk[] {
  const start = FAMILIES.find(([extensions]) => extensions.test(path))?.[1] ?? BRACES;
  const chunks: Chunk[] = [];
  let [from, heading] = [1, ''];
  const close = (endLine: number): void => {
    if (endLine < from) return;
    chunks.push({ startLine: from, endLine, heading });
    from = endLine + 1;
  };
  for (const [index, line] of lines.entries()) {
    const number = index + 1;
    const length = number - from;
    const name = line.length > 400 ? undefined : nameIn(line, start);
    if (name !== undefined && (length >= SHORTEST || start === MARKDOWN)) {
      close(number - 1);
      heading = name;
    } else if (length >= LONGEST || (length >= LONGEST / 2 && line.trim() === '')) {
      close(number - 1);
    }
    if (name !== undefined && heading === '') heading = name;
  }
  close(lines.length);
  return chunks;
}

function nameIn(line: string, start: RegExp): string | undefined {
  const found = start.exec(line);
  return found === null ? undefined : (found[1] ?? found[2])?.trim();
}

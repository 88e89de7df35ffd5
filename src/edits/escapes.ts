import type { HunkLine } from './operations.ts';

interface Escaping {
  /** For the model: what was read as what. */
  readonly note: string;
  readonly undo: (text: string) => string;
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&lt;': '<',
  '&gt;': '>',
  '&quot;': '"',
  '&#39;': "'",
  '&amp;': '&',
};

/** What models write when they escape a text once more than its way to us needs. */
const ESCAPINGS: readonly Escaping[] = [
  {
    note: 'has \\" where the file has "',
    undo: text => text.replace(/\\"/g, '"'),
  },
  {
    note: "has \\' where the file has '",
    undo: text => text.replace(/\\'/g, "'"),
  },
  {
    note: 'has quotes with a backslash where the file has none',
    undo: text => text.replace(/\\(["'`])/g, '$1'),
  },
  {
    note: 'has every quote and backslash escaped once more than the file',
    undo: text => text.replace(/\\(["\\])/g, '$1'),
  },
  {
    note: 'has &lt; &gt; &amp; where the file has the characters themselves',
    undo: text => text.replace(/&(?:lt|gt|quot|#39|amp);/g, entity => ENTITIES[entity] ?? entity),
  },
];

export interface UnescapedHunk {
  readonly lines: readonly HunkLine[];
  readonly note: string;
}

/**
 * A hunk as it may have been before it was escaped: added lines too, as one who escapes old lines
 * escapes new ones. Only ways that change a line to look for.
 */
export function unescapedHunks(lines: readonly HunkLine[]): UnescapedHunk[] {
  return ESCAPINGS.map(({ note, undo }) => ({
    note,
    lines: lines.map(({ kind, text }) => ({ kind, text: undo(text) })),
  })).filter(unescaped =>
    unescaped.lines.some(({ kind, text }, index) => kind !== 'add' && text !== lines[index]?.text),
  );
}

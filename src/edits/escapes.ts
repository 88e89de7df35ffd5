import type { HunkLine } from './operations.ts';

interface Escaping {
  /** For the model: what was read as what. */
  readonly note: string;
  /** A sign as it is escaped. */
  readonly escaped: RegExp;
  readonly plain: (escaped: string) => string;
  /** Signs that are never left bare by one who escapes in this way, whichever the text has. */
  readonly always: readonly string[];
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&lt;': '<',
  '&gt;': '>',
  '&quot;': '"',
  '&#39;': "'",
  '&amp;': '&',
};

const withoutBackslash = (escaped: string): string => escaped.slice(1);

/** What models write when they escape a text once more than its way to us needs. */
const ESCAPINGS: readonly Escaping[] = [
  {
    note: 'has \\" where the file has "',
    escaped: /\\"/g,
    plain: withoutBackslash,
    always: [],
  },
  {
    note: "has \\' where the file has '",
    escaped: /\\'/g,
    plain: withoutBackslash,
    always: [],
  },
  {
    note: 'has quotes with a backslash where the file has none',
    escaped: /\\["'`]/g,
    plain: withoutBackslash,
    always: [],
  },
  {
    note: 'has every quote and backslash escaped once more than the file',
    escaped: /\\["\\]/g,
    plain: withoutBackslash,
    always: [],
  },
  {
    note: 'has &lt; &gt; &amp; where the file has the characters themselves',
    escaped: /&(?:lt|gt|quot|#39|amp);/g,
    plain: entity => ENTITIES[entity] ?? entity,
    always: ['<', '>', '&'],
  },
];

export interface UnescapedHunk {
  readonly lines: readonly HunkLine[];
  readonly note: string;
}

/**
 * A hunk as it may have been before it was escaped: added lines too, as one who escapes old lines
 * escapes new ones, unless they have the signs bare as well. Only ways that change a line to look
 * for, and none by which some of the added lines were escaped and others were not.
 */
export function unescapedHunks(lines: readonly HunkLine[]): UnescapedHunk[] {
  return ESCAPINGS.flatMap(escaping => {
    const old = lines.filter(({ kind }) => kind !== 'add').map(({ text }) => text);
    const signs = escapedSigns(escaping, old.join('\n'));
    if (signs.length === 0) return [];
    const added = lines.filter(({ kind }) => kind === 'add').map(({ text }) => text);
    const bare = added.filter(text => hasBare(escaping, text, signs));
    const isMixed = added.some(text => !bare.includes(text) && text.match(escaping.escaped));
    if (bare.length > 0 && isMixed) return [];
    const unescaped = lines.map(({ kind, text }) => {
      const isMeant = kind === 'add' && bare.length > 0;
      return { kind, text: isMeant ? text : text.replace(escaping.escaped, escaping.plain) };
    });
    return [{ note: escaping.note, lines: unescaped }];
  });
}

/** The signs that a text has escaped. */
function escapedSigns({ escaped, plain }: Escaping, text: string): string[] {
  return [...new Set(text.match(escaped))].map(plain);
}

function hasBare({ escaped, always }: Escaping, text: string, signs: readonly string[]): boolean {
  const rest = text.replace(escaped, '');
  return [...always, ...signs].some(sign => rest.includes(sign));
}

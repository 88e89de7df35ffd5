import { withVisibleCharacters } from '../../base/visibleCharacters.ts';

/** A prompt file: Markdown, with a head between two lines of `---` that may be missing. */
export interface PromptText {
  /** What it does, on one line; empty if it does not say so. */
  readonly description: string;
  /** What to write behind its name, on one line; empty if nothing. */
  readonly hint: string;
  readonly text: string;
}

/** UTF-16 code units. */
const LONGEST_TEXT = 32_000;
const LONGEST_WORDS = 200;
/** A head is a few lines; what goes on longer is a text that begins with a rule. */
const MOST_HEAD_LINES = 60;

/** Reads the two fields that are shown and leaves all others of the head alone. */
export function parsePromptText(file: string): PromptText {
  const lines = withVisibleCharacters(
    file
      .replace(/^\ufeff/, '')
      .replaceAll(/\r\n?/g, '\n')
      .slice(0, LONGEST_TEXT),
  ).split('\n');
  const end = lines[0]?.trimEnd() === '---' ? endOfHead(lines) : undefined;
  const head = end === undefined ? [] : lines.slice(1, end);
  const text = lines.slice(end === undefined ? 0 : end + 1).join('\n');
  return {
    description: field(head, 'description'),
    hint: field(head, 'argument-hint'),
    text: text.trim(),
  };
}

function endOfHead(lines: readonly string[]): number | undefined {
  const end = lines.findIndex((line, index) => index > 0 && line.trimEnd() === '---');
  return end > 0 && end <= MOST_HEAD_LINES ? end : undefined;
}

/** The value of `name: value`, without the quotes of YAML; a value of several lines is not read. */
function field(head: readonly string[], name: string): string {
  const line = head.find(candidate => candidate.startsWith(`${name}:`));
  const value = line?.slice(name.length + 1).trim() ?? '';
  const quoted = /^(["'])(.*)\1$/.exec(value)?.[2] ?? value;
  if (/^[|>][+-]?$/.test(quoted)) return '';
  return quoted.slice(0, LONGEST_WORDS).trim();
}

/** What a prompt file is called behind `/`; undefined for what is none. */
export function promptName(fileName: string): string | undefined {
  const name = fileName.replace(/(?:\.prompt)?\.md$/i, '');
  if (name === fileName || !/^[\p{L}\p{N}][\p{L}\p{N}._-]{0,79}$/u.test(name)) return undefined;
  return name;
}

/** A text in a fence of Markdown that nothing inside it can close. */
export function fenced(text: string, language: string): string {
  const longest = Math.max(2, ...Array.from(text.matchAll(/`+/g), run => run[0].length));
  const fence = '`'.repeat(longest + 1);
  const newline = text.endsWith('\n') ? '' : '\n';
  return `${fence}${oneLine(language)}\n${text}${newline}${fence}`;
}

/** A file's name may hold a line break or a backtick; neither may end a heading or a fence. */
export function oneLine(text: string): string {
  return text.replaceAll(/[\r\n`]/g, ' ');
}

/** A block of code whose end is not there. */
export interface OpenFence {
  /** The backticks or tildes that opened it. */
  readonly run: string;
  /** What stands behind them: the language. */
  readonly info: string;
  /** Offset of the opening line. */
  readonly at: number;
  /** Offset of the code; the length of the text where the opening line is not whole. */
  readonly bodyAt: number;
}

/** The block of code that a text of Markdown ends in, if it was cut in one. */
export function openFence(markdown: string): OpenFence | undefined {
  let open: OpenFence | undefined;
  let at = 0;
  for (const line of markdown.split('\n')) {
    const [mark, run = '', rest = ''] = /^ {0,3}(`{3,}|~{3,})(.*)$/.exec(line) ?? [];
    const bodyAt = Math.min(markdown.length, at + line.length + 1);
    if (mark !== undefined && open === undefined) {
      open = { run, info: rest.trim(), at, bodyAt };
    } else if (mark !== undefined && run.startsWith(open?.run ?? '') && rest.trim() === '') {
      open = undefined;
    }
    at = bodyAt;
  }
  return open;
}

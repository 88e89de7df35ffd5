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

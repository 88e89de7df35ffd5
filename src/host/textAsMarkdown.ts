/**
 * Markdown that shows a text as it is, for a place that VS Code draws: nothing in it is a link, an
 * image, HTML or a list. Only code between backticks and in fences is shown as code, and the signs
 * of bold words are left out, as models write both all the time.
 *
 * Entities and no backslashes: VS Code makes links of bare addresses, also of escaped ones, and shows
 * the backslash then. No more of them than needed: a screen reader is told the markdown as it stands.
 */
export function textAsMarkdown(text: string): string {
  const blocks: string[] = [];
  let lines: string[] = [];
  let fence: { readonly mark: string; readonly code: string[] } | undefined;
  const endBlock = (block: string): void => {
    if (block !== '') blocks.push(block);
    lines = [];
  };
  for (const line of text.split(/\r\n?|\n/)) {
    const [, mark] = FENCE.exec(line) ?? [];
    if (fence !== undefined) {
      if (mark?.startsWith(fence.mark) === true && line.trim() === mark) {
        endBlock(codeBlock(fence.code));
        fence = undefined;
      } else {
        fence.code.push(line);
      }
    } else if (mark !== undefined) {
      endBlock(lines.join(LINE_BREAK));
      fence = { mark, code: [] };
    } else if (line.trim() === '') {
      endBlock(lines.join(LINE_BREAK));
    } else {
      lines.push(wholeLine(line));
    }
  }
  endBlock(fence === undefined ? lines.join(LINE_BREAK) : codeBlock(fence.code));
  return blocks.join('\n\n');
}

const LINE_BREAK = '  \n';
const FENCE = /^\s*(`{3,}(?=[^`]*$)|~{3,})/;
/** Code of one line, or words between signs of bold; what stands in code is never such a sign. */
const PARTS = new RegExp(
  [
    /(?<!`)`([^`]*[^`\s][^`]*)`(?!`)/,
    /(?<!`)``(?!`)((?:[^`]|(?<!`)`(?!`))*[^`\s](?:[^`]|(?<!`)`(?!`))*)``(?!`)/,
    /(?<![\p{L}\p{N}*/\\])\*\*(?=[\p{L}\p{N}`])((?:[^*`]|`[^`]+`){1,300})(?<![\s(/])\*\*(?![\p{L}\p{N}*])/u,
  ]
    .map(({ source }) => source)
    .join('|'),
  'gu',
);
/** What is a sign of markdown wherever it stands, and what makes a link of a bare address. */
const SIGNS =
  /[*[\]\\`<~|@]|&(?=[#\p{L}])|(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])|:(?=\/\/)|(?<=www)\./giu;
/** What is one only where a line begins. */
const FIRST_SIGN = /^(\d{1,9}(?=[.)])|)([#+\-=>:.)])/;

function wholeLine(line: string): string {
  const said = line.trim();
  const indent = line.slice(0, line.indexOf(said)).replaceAll('\t', '    ');
  const signed = inLine(said).replace(
    FIRST_SIGN,
    (_sign, digits: string, sign: string) => `${digits}${entity(sign)}`,
  );
  // Markdown drops plain spaces where a line begins, and takes four of them for code.
  return `${'\u00a0'.repeat(indent.length)}${signed}`;
}

function inLine(text: string): string {
  let markdown = '';
  let from = 0;
  for (const { 0: part, 1: code, 2: codeWithSign, 3: bold, index } of text.matchAll(PARTS)) {
    markdown += text.slice(from, index).replace(SIGNS, entity);
    markdown += bold === undefined ? codeSpan(code ?? codeWithSign ?? '') : inLine(bold);
    from = index + part.length;
  }
  return markdown + text.slice(from).replace(SIGNS, entity);
}

function codeSpan(code: string): string {
  const said = code.trim();
  const fence = said.includes('`') ? '``' : '`';
  const space = said.startsWith('`') || said.endsWith('`') ? ' ' : '';
  return `${fence}${space}${said}${space}${fence}`;
}

function codeBlock(code: readonly string[]): string {
  const text = code.join('\n');
  const longest = Math.max(2, ...Array.from(text.matchAll(/`+/g), ([run]) => run.length));
  const fence = '`'.repeat(longest + 1);
  return `${fence}\n${text}\n${fence}`;
}

function entity(sign: string): string {
  return `&#${sign.charCodeAt(0)};`;
}

import type { FittedLine } from './fit.ts';
import { inForm, type Haystack } from './haystack.ts';
import { indentOf } from './indentation.ts';
import { EditRefusal } from './refusal.ts';

/** What a line that is a comment begins and ends with. */
const COMMENT = /^(?:\/\/|\/\*+|\*(?!\*)|#+|--|;+|%+|<!--|\{\/\*)/;
const COMMENT_END = /(?:(?<!\*)\*+\/\}?|-->)$/;

const DOTS = /^[([]?(?:\.{3}|…)[\])]?$/;

/** Dots, and words for what they stand for: `... existing code ...`, `rest unchanged`. */
const DOTTED = /^[([]?(?:\.{3}|…)/;
const STANDS_FOR =
  /\b(?:existing|rest|unchanged|remaining|remainder|same|omitted|previous|other|code)\b/i;
const SAID_PLAINLY =
  /^\W*(?:(?:the )?(?:rest|remaining|remainder|existing)\b(?: [\w'-]+){0,5}? (?:unchanged|as (?:is|before|it is)|(?:(?:is|stays|remains) )?the same|here)|(?:all )?(?:the )?(?:existing|remaining|unchanged) (?:\w+ )?(?:code|methods|functions|lines|implementation|logic|imports)|(?:the )?rest of (?:the |this |your )?(?:\w+ )?(?:code|file|function|method|class|body|implementation|module|component)|(?:code |everything else )?unchanged|same (?:code )?as (?:before|above))\W*$/i;

/** Longer comments than this (characters) say something of their own. */
const MAX_SAID = 80;

/** Lines that bare dots must take the place of to be a placeholder, not code or a comment. */
const MIN_REMOVED = 2;

/**
 * Refuses an edit whose new text leaves code out, by a line such as `// ... existing code ...` that
 * stands for lines which are removed. Not if the file or the old text has such a line, and not dots
 * that are all a Python block holds.
 * @throws EditRefusal if there is one
 */
export function refusePlaceholders(
  haystack: Haystack,
  lines: readonly FittedLine[],
  name: string,
): void {
  const removed = lines.filter(({ kind, text }) => kind === 'remove' && text.trim() !== '');
  const added = lines.filter(({ kind }) => kind === 'add');
  if (removed.length === 0 || added.length === 0) return;
  const left = lines.filter(({ kind, text }) => kind !== 'remove' && text.trim() !== '');
  const lazy = added.find(
    line =>
      isPlaceholder(line.text, removed.length) && !isStub(left, line) && !isWrapped(left, line),
  );
  if (lazy === undefined || lines.some(isElidedBefore)) return;
  const text = inForm('loose', lazy.text);
  if (haystack.in('loose').includes(text)) return;
  throw new EditRefusal(
    `${name} would replace lines of the file by ${JSON.stringify(lazy.text.trim())}, which stands for code but is none: that code would be lost. Write the lines out, or keep them and edit only what changes.`,
  );
}

function isElidedBefore({ kind, text }: FittedLine): boolean {
  return kind !== 'add' && isPlaceholder(text, MIN_REMOVED);
}

function isPlaceholder(text: string, removed: number): boolean {
  const line = text.trim();
  if (DOTS.test(line)) return removed >= MIN_REMOVED;
  const said = saidIn(line);
  if (said === undefined || said.length > MAX_SAID) return false;
  if (DOTS.test(said)) return removed >= MIN_REMOVED;
  return SAID_PLAINLY.test(said) || (DOTTED.test(said) && STANDS_FOR.test(said));
}

/** What a comment says that is the whole of a line; undefined if it is none. */
function saidIn(line: string): string | undefined {
  const begin = COMMENT.exec(line)?.[0].length;
  return begin === undefined ? undefined : line.slice(begin).replace(COMMENT_END, '').trim();
}

/** Whether dots are the whole body of what the line above opens, as in Python. */
function isStub(left: readonly FittedLine[], line: FittedLine): boolean {
  const at = left.indexOf(line);
  const next = left[at + 1];
  const isLast = next === undefined || indentOf(next.text).length < indentOf(line.text).length;
  return line.text.trim() === '...' && /:\s*$/.test(left[at - 1]?.text ?? '') && isLast;
}

/** Whether words without dots are a line of a longer comment. */
function isWrapped(left: readonly FittedLine[], line: FittedLine): boolean {
  const said = (text = ''): string => saidIn(text.trim()) ?? '';
  if (DOTS.test(line.text.trim()) || DOTTED.test(said(line.text))) return false;
  const at = left.indexOf(line);
  return said(left[at - 1]?.text) !== '' || said(left[at + 1]?.text) !== '';
}

import type { Haystack } from './haystack.ts';
import { indentOf } from './indentation.ts';

/** A line below which others are indented deeper. */
const OPENS = /(?:[:{([]|=>|\bthen|\bdo)\s*$/;

/** Words that a name comes after. */
const DECLARES =
  /^\s*(?:\w+\s+)*(?:def|class|function|func|fn|fun|sub|proc|interface|enum|struct|trait|impl|module|namespace)\s+\S/;

/** A section of settings, and a heading; with one sign that may as well be a comment. */
const SECTION = /^\s*\[.*\]\s*$|^#{2,6}\s/;

/** A statement that opens a block without a name. */
const STATEMENT =
  /^[\s}]*(?:if|else|elif|elsif|unless|for|foreach|while|until|switch|match|case|when|with|try|catch|except|finally|do|return|await|yield|throw|raise)\b/;

/** What an unfinished line ends with: a comma, an operator, a tag that is not closed in it. */
const GOES_ON = /[,=+*/&|?.\\-]\s*$|^(?!.*<\/).*<\w[^>]*(?<!\/)>?\s*$/;

/** A name with what it takes, and what comes of it; strings may be names in a call. */
const SIGNATURE = /^([^("'`]+)\([^"'`]*\)(?!.*=>)[^"'`]*[{:]\s*$/;

/** Whether a line is one that opens a block. */
export function opensBlock(line: string): boolean {
  return OPENS.test(line);
}

/** Whether a line may be one that goes on in a deeper one: it opens a block, or is not at its end. */
export function mayOpen(line: string): boolean {
  return OPENS.test(line) || DECLARES.test(line) || GOES_ON.test(line) || isOpenStatement(line);
}

function isOpenStatement(line: string): boolean {
  return STATEMENT.test(line) && !/[;)]\s*$/.test(line);
}

/** Whether a line heads others, whatever it says: that looks like a comment or a list, but is none. */
export function isSection(line: string): boolean {
  return SECTION.test(line);
}

/** Whether a line of code tells by itself that it opens or declares something. */
export function isHead(line: string): boolean {
  return OPENS.test(line) || DECLARES.test(line);
}

/** The part of a head that names what it opens: none of a statement, and not what a function takes. */
export function namingPart(line: string): string {
  if (STATEMENT.test(line)) return '';
  return SIGNATURE.exec(line)?.[1] ?? line;
}

/** Whether the lines below one belong to it: they are deeper, or within a bracket. */
export function isAboveBlock({ lines }: Haystack, index: number): boolean {
  const below = lines.slice(index + 1).find(({ text }) => text.trim() !== '')?.text ?? '';
  return below.trim() === '{' || indentOf(below).length > indentOf(lines[index]?.text ?? '').length;
}

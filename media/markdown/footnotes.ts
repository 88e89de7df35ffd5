import type { Lexer, Token } from 'marked';
import type { FootnoteRefToken, FootnoteToken } from './syntax.ts';

const LABEL = '\\[\\^([^\\]\\s]{1,40})\\]';
const REF = new RegExp(`^${LABEL}(?!:)`);

/** Up to a blank line, the next footnote or a fence. */
const FOOTNOTE = new RegExp(
  `^ {0,3}${LABEL}:[ \\t]*([^\\n]*(?:\\n(?![ \\t]*\\n|[ \\t]*$| {0,3}(?:\\[\\^|\`\`\`|~~~))[^\\n]*)*)(?:\\n|$)`,
);

export function footnoteRefAt(src: string): FootnoteRefToken | undefined {
  if (!src.startsWith('[^')) return undefined;
  const [raw, label] = REF.exec(src) ?? [];
  return raw === undefined || label === undefined ? undefined : { type: 'footnoteRef', raw, label };
}

export function footnoteAt(
  this: { readonly lexer: Pick<Lexer, 'inline'> },
  src: string,
): FootnoteToken | undefined {
  if (!/^ {0,3}\[\^/.test(src)) return undefined;
  const [raw, label, text] = FOOTNOTE.exec(src) ?? [];
  if (raw === undefined || label === undefined || text === undefined) return undefined;
  const tokens: Token[] = [];
  this.lexer.inline(text.replace(/\n[ \t]+/g, '\n'), tokens);
  return { type: 'footnote', raw, label, tokens };
}

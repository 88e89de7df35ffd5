import type { Token } from 'marked';
import { ANY_LETTER, SPACED, UNSPACED, UNSPACED_NAME } from './pathLetters.ts';

/** Of a line above a block; longer ones are prose that happens to name a file. */
const LONGEST_LINE = 160;

const DRIVE = String.raw`(?:[a-z]:[\\/])?`;
const TYPE = String.raw`\.[a-z][a-z0-9]{0,9}`;
const PART = String.raw`[${SPACED}.@()[\]+-]`;
const NAME = String.raw`${PART}*[${SPACED})\]]`;
const FOLDERS = String.raw`${PART}+[\\/](?:(?:${PART}+|${UNSPACED_NAME})[\\/])*`;

/** `src/a.ts`, `./a.ts`, `C:\work\a.ts`; in a line that names nothing else. */
const IN_LINE = new RegExp(
  String.raw`(?<![${UNSPACED}][\\/])${DRIVE}` +
    `(?:${FOLDERS}(?:${UNSPACED_NAME}|${NAME})|${NAME})${TYPE}(?![${SPACED}])`,
  'giu',
);
const WHOLE = new RegExp(
  String.raw`^${DRIVE}(?:[${ANY_LETTER}.@()[\]+-]+[\\/])*[${ANY_LETTER}.@()[\]+-]*[${ANY_LETTER})\]]${TYPE}$`,
  'iu',
);

/** The file that a code fence names: ` ```ts src/a.ts `, ` ```ts title="src/a.ts" `, ` ```ts:src/a.ts `. */
export function fencePath(info: string | undefined): string | undefined {
  const text = (info ?? '').trim();
  const titled = /\b(?:title|file|filename|path)\s*=\s*(?:"([^"]+)"|'([^']+)'|(\S+))/i.exec(text);
  const written =
    titled?.[1] ?? titled?.[2] ?? titled?.[3] ?? /^[\w+#-]*(?::|\s+)(\S+)/.exec(text)?.[1] ?? text;
  return WHOLE.test(written) ? written : undefined;
}

/** The file that the line right above a block names, if it names one and no other. */
export function pathAbove(token: Token | undefined): string | undefined {
  if (token?.type !== 'paragraph' && token?.type !== 'heading' && token?.type !== 'text') {
    return undefined;
  }
  const line = token.raw.trimEnd().split('\n').at(-1) ?? '';
  if (line.length > LONGEST_LINE) return undefined;
  const [path, ...others] = new Set(line.match(IN_LINE) ?? []);
  return others.length === 0 ? path : undefined;
}

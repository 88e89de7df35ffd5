import type { Token } from 'marked';

/** Of a line above a block; longer ones are prose that happens to name a file. */
const LONGEST_LINE = 160;

/** `src/a.ts`, `./a.ts`, `C:\work\a.ts`, `Makefile`; in a text that names nothing else. */
const PATH =
  /(?:[a-z]:[\\/])?(?:[\w.@()[\]+-]+[\\/])*[\w.@()[\]+-]*[\w)\]]\.[a-z][a-z0-9]{0,9}\b/gi;
const WHOLE_PATH = new RegExp(`^${PATH.source}$`, 'i');

/** The file that a code fence names: ` ```ts src/a.ts `, ` ```ts title="src/a.ts" `, ` ```ts:src/a.ts `. */
export function fencePath(info: string | undefined): string | undefined {
  const text = (info ?? '').trim();
  const titled = /\b(?:title|file|filename|path)\s*=\s*(?:"([^"]+)"|'([^']+)'|(\S+))/i.exec(text);
  const written =
    titled?.[1] ?? titled?.[2] ?? titled?.[3] ?? /^[\w+#-]*(?::|\s+)(\S+)/.exec(text)?.[1] ?? text;
  return WHOLE_PATH.test(written) ? written : undefined;
}

/** The file that the line right above a block names, if it names one and no other. */
export function pathAbove(token: Token | undefined): string | undefined {
  if (token?.type !== 'paragraph' && token?.type !== 'heading' && token?.type !== 'text') {
    return undefined;
  }
  const line = token.raw.trimEnd().split('\n').at(-1) ?? '';
  if (line.length > LONGEST_LINE) return undefined;
  const [path, ...others] = new Set(line.match(PATH) ?? []);
  return others.length === 0 ? path : undefined;
}

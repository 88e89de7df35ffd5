import { plainMarkdown } from '../base/plainMarkdown.ts';

/** UTF-16 code units of an answer that a notification has room for. */
const LONGEST = 200;

/**
 * Text of others as text: VS Code makes links of `[…](…)` in a message of ours, which run a
 * command at a click if they name one.
 */
export function notificationText(text: string): string {
  return text.replaceAll('](', '] (');
}

/** The first words of an answer in one line, which has no signs of markdown and no lines of code. */
export function firstWords(answer: string): string {
  const [prose = ''] = answer.split(FENCED);
  const words = plainMarkdown(prose.trim() === '' ? answer : prose)
    .trim()
    .replaceAll(/\s+/g, ' ');
  return notificationText(
    words.length > LONGEST ? `${words.slice(0, LONGEST - 1).trimEnd()}…` : words,
  );
}

const FENCED = /^\s*(?:`{3}|~{3})/m;

/** What completion works on: the trigger, and what stands between it and the cursor. */
export interface Mention {
  readonly trigger: '@' | '/';
  /** Where the trigger stands in the text. */
  readonly from: number;
  readonly query: string;
}

/** UTF-16 code units of a query; what is longer is no name that somebody types. */
const LONGEST_QUERY = 200;

/**
 * The mention that the cursor stands in: `@…` at the start or behind a space, `/…` at the start
 * only. So an email address is none, and neither is the second part of a path.
 */
export function mentionAt(text: string, cursor: number): Mention | undefined {
  if (cursor < 1) return undefined;
  const from = text.lastIndexOf('@', cursor - 1);
  const mention = from < 0 ? undefined : begunAt(text, from, cursor, '@');
  if (mention !== undefined) {
    return from === 0 || /\s/.test(text.charAt(from - 1)) ? mention : undefined;
  }
  const prompt = text.startsWith('/') ? begunAt(text, 0, cursor, '/') : undefined;
  return prompt?.query.includes('/') === true ? undefined : prompt;
}

function begunAt(
  text: string,
  from: number,
  cursor: number,
  trigger: Mention['trigger'],
): Mention | undefined {
  const query = text.slice(from + 1, cursor);
  return query.length > LONGEST_QUERY || /\s/.test(query) ? undefined : { trigger, from, query };
}

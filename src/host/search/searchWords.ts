/** Longer runs of letters are no words: hashes, encoded data. */
const LONGEST = 64;

/**
 * The words of a text as they are indexed and asked for, in lower case: a name in code as a whole
 * and by its parts (`parseHTTPHeader`: parsehttpheader, parse, http, header; `max_size`: max_size,
 * max, size). Scripts without blanks between words give pairs of characters.
 */
export function searchWords(text: string): string[] {
  const words: string[] = [];
  for (const [run] of text.matchAll(/[\p{L}\p{N}\p{M}_]+/gu)) {
    if (run.length > LONGEST) continue;
    if (/[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]/u.test(run)) {
      words.push(...pairs(run.toLowerCase()));
      continue;
    }
    words.push(run.toLowerCase());
    if (!/_|\p{Ll}\p{Lu}|\p{Lu}\p{Lu}\p{Ll}|\p{L}\p{N}/u.test(run)) continue;
    for (const part of run.split(
      /_+|(?<=[\p{Ll}\p{N}])(?=\p{Lu})|(?<=\p{Lu})(?=\p{Lu}\p{Ll})|(?<=\p{L})(?=\p{N})/u,
    )) {
      if (part !== '' && part !== run) words.push(part.toLowerCase());
    }
  }
  return words;
}

function pairs(run: string): string[] {
  const characters = Array.from(run);
  if (characters.length === 1) return characters;
  return characters.slice(1).map((character, at) => `${characters[at] ?? ''}${character}`);
}

/** Finds paths by some of their letters, in the order in which these stand in the path. */
export interface PathMatcher {
  /** The paths that match best, the best first; upper and lower case are the same. */
  find(text: string, limit: number): readonly string[];
}

interface Candidate {
  readonly path: string;
  readonly folded: string;
  /** Where the name begins. */
  readonly name: number;
  /** Which letters and digits are in it, so that most paths are passed over at once. */
  readonly letters: number;
}

/** Looks only at what the last text left over while a text grows, as it does by typing. */
export function createPathMatcher(paths: readonly string[]): PathMatcher {
  const all = paths.map((path): Candidate => {
    const folded = path.toLowerCase();
    return { path, folded, name: folded.lastIndexOf('/') + 1, letters: lettersOf(folded) };
  });
  let last = { wanted: '', candidates: all };

  return {
    find: (text, limit) => {
      const wanted = text.toLowerCase().replace(/\s+/g, '');
      const among = wanted.startsWith(last.wanted) ? last.candidates : all;
      const letters = lettersOf(wanted);
      const candidates: Candidate[] = [];
      const best: { readonly path: string; readonly score: number }[] = [];
      for (const candidate of among) {
        if ((candidate.letters & letters) !== letters) continue;
        const score = scoreOf(candidate, wanted);
        if (score === undefined) continue;
        candidates.push(candidate);
        keep(best, { path: candidate.path, score }, limit);
      }
      last = { wanted, candidates };
      return best.map(({ path }) => path);
    },
  };
}

/** Puts an item in its place among the best; one that is as good as another stays behind it. */
function keep<Item extends { readonly score: number }>(
  best: Item[],
  item: Item,
  limit: number,
): void {
  if (best.length >= limit && item.score <= (best.at(-1)?.score ?? Infinity)) return;
  let at = best.length;
  while (at > 0 && (best[at - 1]?.score ?? Infinity) < item.score) at -= 1;
  best.splice(at, 0, item);
  if (best.length > limit) best.pop();
}

/** A letter in the name alone, one at a word's beginning, one right behind the one before. */
const IN_NAME = 4;
const AT_WORD = 6;
const IN_A_ROW = 5;

/** How well a text fits a path; undefined if its letters are not all there in order. */
function scoreOf({ path, folded, name }: Candidate, wanted: string): number | undefined {
  // In the name alone if it can be: that is what people remember of a file.
  const inName = scoreFrom(path, folded, wanted, name, name);
  const score = inName ?? scoreFrom(path, folded, wanted, 0, name);
  if (score === undefined) return undefined;
  return folded.startsWith(wanted, name) ? score + wanted.length : score;
}

/** Makes no objects: it runs for each path at each key. */
function scoreFrom(
  path: string,
  folded: string,
  wanted: string,
  start: number,
  name: number,
): number | undefined {
  const whole = folded.indexOf(wanted, start);
  let from = whole >= 0 ? whole : start;
  let before = -2;
  let score = -path.length / 10;
  for (let at = 0; at < wanted.length; at += 1) {
    const place = folded.indexOf(wanted.charAt(at), from);
    if (place < 0) return undefined;
    if (place >= name) score += IN_NAME;
    if (place === before + 1) score += IN_A_ROW;
    if (startsWord(path, place)) score += AT_WORD;
    before = place;
    from = place + 1;
  }
  return score;
}

const SEPARATORS = '/-_. ';

function startsWord(path: string, at: number): boolean {
  if (at === 0 || SEPARATORS.includes(path.charAt(at - 1))) return true;
  return isUpper(path.charCodeAt(at)) && !isUpper(path.charCodeAt(at - 1));
}

function isUpper(code: number): boolean {
  return code >= 65 && code <= 90;
}

function lettersOf(folded: string): number {
  let letters = 0;
  for (let at = 0; at < folded.length; at += 1) {
    const code = folded.charCodeAt(at);
    if (code >= 97 && code <= 122) letters |= 1 << (code - 97);
    else if (code >= 48 && code <= 57) letters |= 1 << 26;
  }
  return letters;
}

import { isHead, isSection, namingPart } from './heads.ts';
import { lineTokens, type LineToken } from './lineTokens.ts';
import { digitsOf, isMisspelt, isOtherForm, isOtherCase, isPlural } from './misspelt.ts';
import { sharedEnds } from './sharedEnds.ts';

/** Signs by which a statement does something else. Others may be lost or added. */
const OPERATOR = /^[!<>=&|+\-*/%^~?]$/;
const WORD = /^[\p{L}\p{N}_$]/u;

/** Words that turn what is said into its contrary. */
const NEGATION = /^(?:no|not|none|never|without|dont|un)$/i;

/** Signs that may be lost or added in one line. */
const MAX_SIGNS = 2;
/** Words of a statement from which on one may be lost. */
const MIN_WORDS = 4;
/** Share of its words that a sentence must have in common with another, from 0 to 1. */
const MIN_SHARED = 0.6;

/** Signs that are a part of a name: of a class and an id in a style sheet, of a decorator. */
const NAMING = /^[.#@&]$/;

/** Words that join others, and of which one may stand for another without another thing being said. */
const JOINING = new Set(
  'a an the this that these those it its of in on at by for as so we you they is are was were be been has have had which who'.split(
    ' ',
  ),
);

/**
 * Whether a line is another one remembered badly, and not a line of its own: a word misspelt, a
 * sign lost or added, a comment left out, or what comments and sentences say in other words. Not a
 * slip are other numbers and operators, a name that is a sibling's, a name that the text has too,
 * and any other name in a line that opens or declares something: those are meant.
 * @param isAbove whether lines below the found one belong to it
 */
export function isSlip(given: string, found: string, text: string, isAbove = false): boolean {
  const ours = lineTokens(given);
  const theirs = lineTokens(found);
  const isOpening = isHead(given) || isHead(found) || isAbove;
  const isNaming =
    isSection(given) || isSection(found) || (isOpening && !isComment(ours) && !isComment(theirs));
  if (isNaming && namingPart(found) !== '' && namesIn(given) !== namesIn(found)) return false;
  // Plurals, and types of the same name, stand beside each other; but what opens a block is named.
  const isMeant = (word: string, other: string): boolean =>
    (isNaming || !(isPlural(word, other) || isOtherCase(word, other))) && hasWord(text, word);
  if (isSlipOfCode(textsOf(ours), textsOf(theirs), isMeant)) return true;
  if (!isSame(ours, theirs, ['code'])) return false;
  const isStatement = ours.some(token => token.kind === 'code' && isWord(token.text));
  if (isStatement && isSame(ours, theirs, ['code', 'string'])) return true;
  return !isNaming && isReworded(saidIn(ours), saidIn(theirs));
}

function isComment(tokens: readonly LineToken[]): boolean {
  return tokens.every(({ kind }) => kind === 'comment');
}

/** What a line names: its words, but for those of a comment beside code. */
function namesIn(line: string): string {
  const tokens = lineTokens(namingPart(line));
  const own = isComment(tokens) ? tokens : tokens.filter(({ kind }) => kind !== 'comment');
  return textsOf(own)
    .filter(text => isWord(text) || NAMING.test(text))
    .join(' ');
}

function isSame(
  ours: readonly LineToken[],
  theirs: readonly LineToken[],
  kinds: readonly LineToken['kind'][],
): boolean {
  const only = (tokens: readonly LineToken[]): string =>
    textsOf(tokens.filter(({ kind }) => kinds.includes(kind))).join('\n');
  return only(ours) === only(theirs);
}

/** The words of comments and of strings that say something, none twice in a row. */
function saidIn(tokens: readonly LineToken[]): string[] {
  const words = textsOf(tokens.filter(({ kind, text }) => kind !== 'code' && isWord(text)));
  return words.filter((word, index) => word !== words[index - 1]);
}

function textsOf(tokens: readonly LineToken[]): string[] {
  return tokens.map(({ text }) => text);
}

function isWord(token: string): boolean {
  return WORD.test(token);
}

/** What two rows of tokens have not in common at their beginning and end. */
function middles(ours: readonly string[], theirs: readonly string[]): [string[], string[]] {
  const { head, tail } = sharedEnds(ours, theirs);
  return [ours.slice(head, ours.length - tail), theirs.slice(head, theirs.length - tail)];
}

function isSlipOfCode(
  ours: readonly string[],
  theirs: readonly string[],
  isMeant: (word: string, other: string) => boolean,
): boolean {
  const [our, their] = middles(ours, theirs);
  const join = (tokens: readonly string[], isWanted: (token: string) => boolean): string =>
    tokens.filter(isWanted).join(' ');
  const isOperator = (token: string): boolean => OPERATOR.test(token);
  if (join(our, isOperator) !== join(their, isOperator)) return false;
  if (digitsOf(our.join('')) !== digitsOf(their.join(''))) return false;
  const isSign = (token: string): boolean => !isWord(token);
  const ourWords = our.filter(isWord);
  const theirWords = their.filter(isWord);
  if (ourWords.join('') === theirWords.join(''))
    return differInFew(our.filter(isSign), their.filter(isSign));
  if (join(our, isSign) !== join(their, isSign)) return false;
  const [word = '', ...more] = ourWords;
  const [other = '', ...others] = theirWords;
  if (more.length > 0 || others.length > 0) return false;
  if (word !== '' && other !== '') return isMisspelt(word, other) && !isMeant(word, other);
  const isLong = Math.min(ours.filter(isWord).length, theirs.filter(isWord).length) >= MIN_WORDS;
  return isLong && !NEGATION.test(word + other) && digitsOf(word + other) === '';
}

/** Whether all that one row of signs has more than the other is a few of them. */
function differInFew(ours: readonly string[], theirs: readonly string[]): boolean {
  const [short, long] = ours.length <= theirs.length ? [ours, theirs] : [theirs, ours];
  let matched = 0;
  for (const sign of long) if (sign === short[matched]) matched += 1;
  const isPart = matched === short.length;
  const isTurned =
    long.length === 1 && short.length === 1 && /^[;,.:]{2}$/.test(long.join('') + short.join(''));
  return isTurned || (isPart && long.length - short.length <= MAX_SIGNS);
}

/**
 * Whether two sentences have most of their words in common. Words may be lost, added or moved, and
 * be other forms or other joining words; another noun or verb may be another thing's.
 */
function isReworded(ours: readonly string[], theirs: readonly string[]): boolean {
  if (digitsOf(ours.join('')) !== digitsOf(theirs.join(''))) return false;
  const left = [...theirs];
  const extra = ours.filter(word => {
    const at = left.indexOf(word);
    if (at !== -1) left.splice(at, 1);
    return at === -1;
  });
  if ([...extra, ...left].some(word => NEGATION.test(word))) return false;
  const shared = (2 * (ours.length - extra.length)) / (ours.length + theirs.length);
  if (shared < MIN_SHARED) return false;
  if (extra.length === 0 || left.length === 0) return true;
  const isSmall = (word: string): boolean => JOINING.has(word);
  return extra.every(word =>
    left.some(
      other =>
        isMisspelt(word, other) || isOtherForm(word, other) || (isSmall(word) && isSmall(other)),
    ),
  );
}

function hasWord(text: string, word: string): boolean {
  const isPart = (character: string | undefined): boolean =>
    character !== undefined && /[\p{L}\p{N}_$]/u.test(character);
  for (let at = text.indexOf(word); at !== -1; at = text.indexOf(word, at + 1)) {
    if (!isPart(text[at - 1]) && !isPart(text[at + word.length])) return true;
  }
  return false;
}

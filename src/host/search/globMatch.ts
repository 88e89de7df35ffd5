import { PlumbError } from '../../base/errors.ts';

/** `*` of a segment, `**` of a path: any number of items, none included. */
const ANY = Symbol('any number');
type Pattern<Item> = readonly (((item: Item) => boolean) | typeof ANY)[];

const MOST_ALTERNATIVES = 500;

/**
 * Whether a path matches a glob, in time that grows with their lengths only, whatever the glob.
 * `*` and `?` stay within a segment, `**` spans segments; `{a,b}` and `[a-z]` as usual; `\` is no
 * escape. A glob without `/` is meant for the name alone, at any depth; one without wildcards may
 * name a directory, and then means all below it.
 * @returns a test of paths relative to the glob's root, `/`-separated
 * @throws PlumbError if its braces stand for too many globs
 */
export function globMatcher(glob: string): (path: string) => boolean {
  // What lists all asks this of each path of the workspace.
  if (glob === '**') return () => true;
  const patterns = expandBraces(glob).map(pathPattern);
  return path => {
    const segments = path.split('/');
    return patterns.some(pattern => matches(pattern, segments));
  };
}

/** Every glob that a glob with braces stands for. */
function expandBraces(glob: string): string[] {
  const done: string[] = [];
  const open = [glob];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const alternatives = expandFirstBrace(next);
    if (alternatives === undefined) done.push(next);
    else open.push(...alternatives);
    if (done.length + open.length > MOST_ALTERNATIVES) {
      throw new PlumbError('The braces of the glob stand for too many globs. Give a simpler one.');
    }
  }
  return done;
}

/** The globs that the first braces which do close stand for; undefined if there are none. */
function expandFirstBrace(glob: string): string[] | undefined {
  for (let start = glob.indexOf('{'); start >= 0; start = glob.indexOf('{', start + 1)) {
    const cuts = [start];
    let depth = 0;
    for (let at = start; at < glob.length; at += 1) {
      const character = glob[at];
      if (character === '{') depth += 1;
      if (character === ',' && depth === 1) cuts.push(at);
      if (character !== '}') continue;
      depth -= 1;
      if (depth > 0) continue;
      const head = glob.slice(0, start);
      const tail = glob.slice(at + 1);
      return cuts.map((cut, index) => head + glob.slice(cut + 1, cuts[index + 1] ?? at) + tail);
    }
  }
  return undefined;
}

function pathPattern(glob: string): Pattern<string> {
  const segments = glob.split('/').filter(segment => segment !== '' && segment !== '.');
  const pattern = segments.map(segment => (segment === '**' ? ANY : segmentTest(segment)));
  if (!glob.includes('/')) pattern.unshift(ANY);
  if (!/[*?[]/.test(glob)) pattern.push(ANY);
  return pattern;
}

function segmentTest(segment: string): (name: string) => boolean {
  const pattern: (((character: string) => boolean) | typeof ANY)[] = [];
  const characters = Array.from(segment);
  for (let at = 0; at < characters.length; at += 1) {
    const character = characters[at];
    const end = character === '[' ? characters.indexOf(']', at + 2) : -1;
    if (character === '*') pattern.push(ANY);
    else if (character === '?') pattern.push(() => true);
    else if (end < 0) pattern.push(other => other === character);
    else {
      pattern.push(oneOf(characters.slice(at + 1, end)));
      at = end;
    }
  }
  return name => matches(pattern, Array.from(name));
}

/** A class such as `a-z_`, or with `!` or `^` in front everything but. */
function oneOf(members: readonly string[]): (character: string) => boolean {
  const negated = members[0] === '!' || members[0] === '^';
  const rest = negated ? members.slice(1) : members;
  const ranges: (readonly [string, string])[] = [];
  for (let at = 0; at < rest.length; at += 1) {
    const from = rest[at] ?? '';
    const to = rest[at + 1] === '-' ? rest[at + 2] : undefined;
    ranges.push([from, to ?? from]);
    if (to !== undefined) at += 2;
  }
  return character => ranges.some(([from, to]) => from <= character && character <= to) !== negated;
}

/** Going back to the last `ANY` alone is enough: what an earlier one could take, this one can. */
function matches<Item>(pattern: Pattern<Item>, items: readonly Item[]): boolean {
  let at = 0;
  let any: { readonly pattern: number; readonly item: number } | undefined;
  for (let index = 0; index < items.length;) {
    const item = items[index];
    const test = pattern[at];
    if (test === ANY) {
      any = { pattern: at, item: index };
      at += 1;
    } else if (test !== undefined && item !== undefined && test(item)) {
      at += 1;
      index += 1;
    } else if (any !== undefined) {
      any = { pattern: any.pattern, item: any.item + 1 };
      at = any.pattern + 1;
      index = any.item;
    } else return false;
  }
  return pattern.slice(at).every(rest => rest === ANY);
}

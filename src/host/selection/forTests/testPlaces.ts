/** Where the tests of a file are, or would be looked for. Paths with `/`. */
export interface TestPlaces {
  /** Of this very file, the nearest first. */
  readonly ofFile: readonly string[];
  /** Of files beside it or near it, the nearest first. */
  readonly ofNeighbours: readonly string[];
}

const MOST = 3;

/** What a test's name has that the name of what it tests has not. */
const MARKS = /(?:[._-](?:test|tests|spec|specs)$)|(?:^test_)|(?:(?<=[a-z0-9])(?:Tests?|Spec|IT)$)/;

/** Folders that tests, or what is tested, are gathered in: they say nothing about nearness. */
const GATHERING = new Set([
  'src',
  'lib',
  'app',
  'main',
  'test',
  'tests',
  '__tests__',
  'spec',
  'specs',
]);

/**
 * @param path of the file that is to be tested
 * @param candidates paths of the workspace among which tests are
 */
export function testPlaces(path: string, candidates: readonly string[]): TestPlaces {
  const own = namesOf(path);
  const tests = candidates
    .filter(candidate => candidate !== path && isTest(candidate))
    .map(candidate => ({ candidate, nearness: nearness(path, candidate) }))
    .toSorted((a, b) => b.nearness - a.nearness || compare(a.candidate, b.candidate))
    .map(({ candidate }) => candidate);
  const sameLanguage = tests.filter(test => familyOf(test) === familyOf(path));
  const isOwn = (test: string): boolean => namesOf(test).tested === own.stem;
  return {
    ofFile: sameLanguage.filter(isOwn).slice(0, MOST),
    ofNeighbours: sameLanguage.filter(test => !isOwn(test)).slice(0, MOST),
  };
}

/** By its name, or by the folder that it is in. */
export function isTest(path: string): boolean {
  const { stem, tested } = namesOf(path);
  return stem !== tested || path.split('/').includes('__tests__');
}

/** The name without its ending, and without what marks a test. */
function namesOf(path: string): { readonly stem: string; readonly tested: string } {
  const name = path.slice(path.lastIndexOf('/') + 1);
  const stem = name.replace(/\.[^.]+$/, '');
  return { stem, tested: stem.replace(MARKS, '') };
}

/** Tests of `.ts` may be `.tsx` or `.js`; those of `.py` are not. */
function familyOf(path: string): string {
  const ending = path.slice(path.lastIndexOf('.') + 1).toLowerCase();
  if (/^(?:[cm]?[jt]sx?|vue|svelte)$/.test(ending)) return 'script';
  return /^(?:c|cc|cpp|cxx|h|hpp)$/.test(ending) ? 'native' : ending;
}

/** How many folders two files have in common from the root on, without those that gather. */
function nearness(a: string, b: string): number {
  const [one, other] = [foldersOf(a), foldersOf(b)];
  const differs = one.findIndex((folder, index) => folder !== other[index]);
  const shared = differs === -1 ? one.length : differs;
  return shared - Math.abs(one.length - other.length) / 100;
}

function foldersOf(path: string): string[] {
  return path
    .split('/')
    .slice(0, -1)
    .filter(folder => !GATHERING.has(folder));
}

function compare(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}

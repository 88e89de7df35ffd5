import { resolveWorkspacePath } from '../../../tools/paths.ts';
import type { ToolContext } from '../../../tools/tool.ts';
import { guardOf } from '../../../tools/guard.ts';
import { MANIFEST_ENDINGS, MANIFESTS, testFramework, type TestFramework } from './testFramework.ts';
import { testPlaces, type TestPlaces } from './testPlaces.ts';

/** Paths that are looked at, of each kind, and UTF-16 code units of a manifest that matter. */
const MOST_PATHS = 3_000;
const MOST_TEXT = 100_000;

/** How the project around a file is tested. */
export interface ProjectTests extends TestPlaces {
  readonly framework: TestFramework | undefined;
}

type Context = Pick<ToolContext, 'search' | 'files' | 'paths' | 'access' | 'signal'>;

/**
 * Reads the manifests of the file's folder and of those above it, the nearest that tells first.
 * Nothing that is ignored or guarded is looked at.
 * @param path display path of a file of the workspace
 */
export async function projectTests(
  path: string,
  languageId: string,
  context: Context,
): Promise<ProjectTests> {
  const [manifests, tests] = await Promise.all([
    find([...MANIFESTS, ...MANIFEST_ENDINGS.map(ending => `*${ending}`)], context),
    find(['*test*', '*Test*', '*spec*', '*Spec*', '__tests__/*'], context),
  ]);
  return {
    framework: await frameworkOf(path, languageId, manifests, context),
    ...testPlaces(path, tests),
  };
}

async function find(names: readonly string[], { search, signal }: Context): Promise<string[]> {
  const globs = names.map(name => `**/${name}`);
  const { paths } = await search.findFiles({ globs, exclude: [], limit: MOST_PATHS }, signal);
  return [...paths];
}

async function frameworkOf(
  path: string,
  languageId: string,
  manifests: readonly string[],
  context: Context,
): Promise<TestFramework | undefined> {
  for (let folder = folderOf(path); ; folder = folderOf(folder)) {
    const here = manifests.filter(manifest => folderOf(manifest) === folder);
    const found = testFramework(languageId, await read(here, context));
    if (found !== undefined || folder === '') return found;
  }
}

async function read(
  paths: readonly string[],
  context: Context,
): Promise<ReadonlyMap<string, string>> {
  const texts = new Map<string, string>();
  for (const path of paths) {
    const place = await resolveWorkspacePath(path, context.paths);
    if ((await guardOf(place, context)) !== undefined) continue;
    const { text } = await context.files.read(place);
    texts.set(path.slice(path.lastIndexOf('/') + 1), text.slice(0, MOST_TEXT));
  }
  return texts;
}

/** Empty for what is at the top. */
function folderOf(path: string): string {
  const at = path.lastIndexOf('/');
  return at === -1 ? '' : path.slice(0, at);
}

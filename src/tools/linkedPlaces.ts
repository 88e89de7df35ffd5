import { pathOfUri } from './paths.ts';
import type { FilesPort, PathPort, WorkspacePath } from './ports.ts';
import { protectedReason } from './protectedFiles.ts';
import { isSecretByName } from './secretFiles.ts';

type LinkContext = { readonly paths: PathPort; readonly files: Pick<FilesPort, 'list'> };

/** A name that something obeys, or that is a secret's, as a link to another place. */
export interface LinkedPlace {
  /** `/`-led, from the workspace folder that the link is in. */
  readonly name: string;
  /** The path that it leads to, decoded. */
  readonly target: string;
}

/** What is asked about at once is looked up once. */
const pending = new WeakMap<PathPort, Promise<readonly LinkedPlace[]>>();

/**
 * The links of the workspace folders whose name is protected or a secret's: `.vscode -> config` makes
 * `config/tasks.json` a file that an editor obeys. Looked at are a folder itself, the directories
 * in it that begin with a dot, and what is protected in those.
 */
export function linkedPlaces(context: LinkContext): Promise<readonly LinkedPlace[]> {
  const { paths } = context;
  const running = pending.get(paths);
  if (running !== undefined) return running;
  const begun = inAllFolders(context).finally(() => pending.delete(paths));
  pending.set(paths, begun);
  return begun;
}

/** The names that a place has by such links, as `namesOf` has the others. */
export function linkedNames(
  { uri }: WorkspacePath,
  linked: readonly LinkedPlace[],
): readonly string[] {
  const path = pathOfUri(uri);
  return linked.flatMap(({ name, target }) =>
    path === target || path.startsWith(`${target}/`) ? [name + path.slice(target.length)] : [],
  );
}

async function inAllFolders(context: LinkContext): Promise<readonly LinkedPlace[]> {
  // Links are a matter of the disk.
  const folders = context.paths.folders().filter(({ uri }) => uri.startsWith('file:'));
  const found = await Promise.all(
    folders.map(async ({ uri }) => {
      const root = await realOf(uri, context);
      return root === undefined ? [] : linksIn(root, '', context);
    }),
  );
  return found.flat();
}

async function linksIn(
  directory: string,
  inner: string,
  context: LinkContext,
): Promise<readonly LinkedPlace[]> {
  const found = await Promise.all(
    (await entriesOf(directory, context)).map(async ({ name: entry, kind }) => {
      const name = `${inner}/${entry}`;
      const uri = `${directory.replace(/\/$/, '')}/${encodeURIComponent(entry)}`;
      if (isKnown(name)) {
        const real = await realOf(uri, context);
        const target = real === undefined ? undefined : pathOfUri(real);
        if (target !== undefined && target !== pathOfUri(uri)) return [{ name, target }];
      }
      return kind === 'directory' && isLookedInto(name) ? linksIn(uri, name, context) : [];
    }),
  );
  return found.flat();
}

function isKnown(name: string): boolean {
  return protectedReason(name) !== undefined || isSecretByName(name);
}

/** What git keeps is its own but for the hooks, and of thousands of files. */
function isLookedInto(name: string): boolean {
  const [, first = '', ...below] = name.split('/');
  if (!first.startsWith('.')) return false;
  if (first === '.git') return below.length === 0 || name === '/.git/hooks';
  return below.length === 0 || (below.length === 1 && isKnown(name));
}

/** None for what is gone, or may not be looked into: nothing below it is obeyed either. */
async function entriesOf(
  uri: string,
  { files }: LinkContext,
): Promise<Awaited<ReturnType<FilesPort['list']>>> {
  return files.list({ display: '.', uri }).catch(() => []);
}

/** Undefined where links lead in a circle: to no file. */
async function realOf(uri: string, { paths }: LinkContext): Promise<string | undefined> {
  return paths.realUri(uri).catch(() => undefined);
}

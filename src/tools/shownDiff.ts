import { cutLine } from '../base/text.ts';
import type { TextSource } from '../base/textSource.ts';
import type { Unit } from './cutUnits.ts';
import { diffSections, type DiffSection } from './diffSections.ts';
import type { RepositoryDiff } from './gitPort.ts';
import { requireGranted } from './guard.ts';
import { namedFolders, resolveWorkspacePath } from './paths.ts';
import type { WorkspacePath } from './ports.ts';
import { ToolRefusal, type ToolContext } from './tool.ts';

const MAX_LINE = 1_000;

export type DiffContext = Pick<ToolContext, 'paths' | 'files' | 'access' | 'granted' | 'signal'>;

/** What changed in one file, as the model may be shown it. */
export interface ShownFile {
  readonly kind: 'shown';
  /** Display path; both ends of a move. */
  readonly heading: string;
  /** The file as it is called now. */
  readonly place: WorkspacePath;
  /** Each at most 1,000 characters long. */
  readonly lines: readonly Unit[];
  readonly sources: readonly TextSource[];
}

/**
 * A diff past the guards: file by file what may be shown, and the names of what is left out.
 * @param wanted a file or directory to which it is narrowed
 */
export async function shownDiff(
  { root, text }: Pick<RepositoryDiff, 'root' | 'text'>,
  context: DiffContext,
  wanted?: WorkspacePath,
): Promise<{ readonly files: readonly ShownFile[]; readonly leftOut: readonly string[] }> {
  const files: ShownFile[] = [];
  const leftOut: string[] = [];
  for (const section of diffSections(text)) {
    context.signal.throwIfAborted();
    const seen = await look(section, root, wanted, context);
    if (seen.kind === 'shown') files.push(seen);
    else if (seen.kind === 'leftOut') leftOut.push(seen.name);
  }
  return { files, leftOut };
}

type Seen =
  ShownFile | { readonly kind: 'leftOut'; readonly name: string } | { readonly kind: 'elsewhere' };

/** What may be shown of a file's changes: all ends of a move must be in the workspace and unguarded. */
async function look(
  { paths, lines }: DiffSection,
  root: string,
  wanted: WorkspacePath | undefined,
  context: DiffContext,
): Promise<Seen> {
  const places: WorkspacePath[] = [];
  const sources: TextSource[] = [];
  try {
    for (const path of paths) places.push(await placeIn(root, path, context));
    if (wanted !== undefined && !places.some(({ display }) => isOf(display, wanted))) {
      return { kind: 'elsewhere' };
    }
    for (const place of places) sources.push(await requireGranted(place, context));
  } catch (error) {
    if (!(error instanceof ToolRefusal)) throw error;
    const known = places.map(({ display }) => display).join(' → ');
    return wanted === undefined || known !== ''
      ? { kind: 'leftOut', name: known === '' ? 'a file outside of the workspace' : known }
      : { kind: 'elsewhere' };
  }
  const place = places.at(-1);
  if (place === undefined) return { kind: 'leftOut', name: 'a file whose name cannot be read' };
  return {
    kind: 'shown',
    place,
    heading: places.map(({ display }) => display).join(' → '),
    lines: lines.map((line, index) => ({ number: index + 1, text: cutLine(line, MAX_LINE) })),
    sources,
  };
}

/** A path of the repository as a place of the workspace. @throws ToolRefusal if it is none */
export async function placeIn(
  root: string,
  path: string,
  { paths }: Pick<ToolContext, 'paths'>,
): Promise<WorkspacePath> {
  const real = [...segmentsOf(root), ...path.split('/')];
  const folders = namedFolders(paths.folders());
  for (const { name, uri } of folders) {
    const folder = segmentsOf(await paths.realUri(uri));
    if (!folder.every((segment, index) => segment === real[index])) continue;
    const inner = real.slice(folder.length).join('/');
    return resolveWorkspacePath(folders.length > 1 ? `${name}/${inner}` : inner, paths);
  }
  throw new ToolRefusal(`${path} is outside of the workspace.`);
}

/** Decoded, because URIs of two hands differ in what they encode. */
function segmentsOf(uri: string): string[] {
  return uri.replace(/\/$/, '').split('/').map(decodeURIComponent);
}

function isOf(display: string, { display: wanted }: WorkspacePath): boolean {
  return wanted === '.' || display === wanted || display.startsWith(`${wanted}/`);
}

import { resolveWorkspacePath } from './paths.ts';
import type { DirectoryEntry, WorkspacePath } from './ports.ts';
import { shownName } from './shownName.ts';
import { ToolRefusal, type ToolContext } from './tool.ts';

/** What was listed so far; it ends once there is one row more than `most`. */
export interface TreeListing {
  readonly rows: string[];
  readonly most: number;
  readonly mostInDirectory: number;
}

interface Levels {
  readonly level: number;
  readonly depth: number;
  /** The directory itself is ignored, and so is all that is in it: it is shown then. */
  readonly isIgnored: boolean;
}

/** Entries that are asked about at a time. */
const BATCH = 50;

/** Adds what is below a directory to the listing, without what is ignored or forbidden. */
export async function listTree(
  path: WorkspacePath,
  levels: Levels,
  context: ToolContext,
  listing: TreeListing,
): Promise<void> {
  const { level, depth } = levels;
  const { rows, most, mostInDirectory } = listing;
  const indent = '  '.repeat(level);
  const entries = (await context.files.list(path)).toSorted(directoriesFirst);
  let shown = 0;
  for (let at = 0; at < entries.length; at += BATCH) {
    context.signal.throwIfAborted();
    const batch = entries.slice(at, at + BATCH);
    const listed = await Promise.all(
      batch.map(entry => isListed(path, entry, levels.isIgnored, context)),
    );
    for (const [index, entry] of batch.entries()) {
      if (listed[index] !== true) continue;
      if (rows.length > most) return;
      if (shown === mostInDirectory) {
        rows.push(`${indent}… and ${entries.length - at - index} more`);
        return;
      }
      shown += 1;
      rows.push(`${indent}${shownName(entry.name)}${entry.kind === 'directory' ? '/' : ''}`);
      if (entry.kind === 'file' || level + 1 >= depth) continue;
      const below = await inside(path, entry.name, context);
      if (below !== undefined) {
        await listTree(below, { ...levels, level: level + 1 }, context, listing);
      } else {
        rows.push(`${indent}  [not looked into: its name or a link leads out of the workspace]`);
      }
    }
  }
}

async function isListed(
  path: WorkspacePath,
  { name, kind }: DirectoryEntry,
  showsIgnored: boolean,
  { access, paths }: ToolContext,
): Promise<boolean> {
  // As it stands there: it is the link that is ignored, not what it leads to.
  const entry = {
    display: displayOf(path, name),
    uri: `${path.uri.replace(/\/$/, '')}/${encodeURIComponent(name)}`,
  };
  if (await paths.isForbidden(entry.uri)) return false;
  if (name === '.git' && kind === 'directory') return showsIgnored;
  return showsIgnored || !(await access.isIgnored(entry));
}

/** A directory below, or undefined if its name or a link leads to where nothing may be looked at. */
async function inside(
  path: WorkspacePath,
  name: string,
  { paths }: ToolContext,
): Promise<WorkspacePath | undefined> {
  try {
    const below = await resolveWorkspacePath(displayOf(path, name), paths);
    return (await paths.isForbidden(below.uri)) ? undefined : below;
  } catch (error) {
    if (error instanceof ToolRefusal) return undefined;
    throw error;
  }
}

function displayOf(path: WorkspacePath, name: string): string {
  return path.display === '.' ? name : `${path.display}/${name}`;
}

function directoriesFirst(a: DirectoryEntry, b: DirectoryEntry): number {
  if (a.kind !== b.kind) return a.kind === 'directory' ? -1 : 1;
  return a.name < b.name ? -1 : a.name > b.name ? 1 : 0;
}

import { resolveWorkspacePath } from './paths.ts';
import type { FilesPort, WorkspacePath } from './ports.ts';
import { ToolRefusal, type EditContext } from './tool.ts';

/**
 * The place that a file is to move to.
 * @throws ToolRefusal if something else is there
 */
export async function freePlace(
  from: WorkspacePath,
  input: string,
  { paths, files }: EditContext,
): Promise<WorkspacePath> {
  const found = await resolveWorkspacePath(input, paths);
  const to = found.uri === from.uri ? sibling(from, input) : found;
  if (to.uri === from.uri) {
    throw new ToolRefusal(
      `${from.display} would be moved onto itself. Leave the move out. Nothing was changed.`,
    );
  }
  if (await isOnlyAnotherCase(from, to, files)) return to;
  if (to !== found || (await files.kind(to)) !== 'missing') {
    throw new ToolRefusal(
      `${to.display} exists already, so ${from.display} is not moved there. Choose another path, or delete that file first if it is not needed. Nothing was changed.`,
    );
  }
  return to;
}

/**
 * A path that leads to the file itself may name it in another case: a file system that does not
 * tell cases apart gives the file as it is called now. This is the file as it was written.
 */
function sibling(from: WorkspacePath, input: string): WorkspacePath {
  const name = nameOf(input);
  if (name === nameOf(from.display) || !isSameButForCase(name, nameOf(from.display))) return from;
  const uri = `${folderOf(from.uri)}/${encodeURIComponent(name)}`;
  const folder = folderOf(from.display);
  return { display: folder === '' ? name : `${folder}/${name}`, uri };
}

/**
 * Whether `to` is `from` under a name that differs in case alone, on a file system that takes the
 * two for one (R22): the directory then lists one of them. Where cases count it lists both, or
 * `to` is missing.
 */
async function isOnlyAnotherCase(
  from: WorkspacePath,
  to: WorkspacePath,
  files: FilesPort,
): Promise<boolean> {
  const [old, now] = [nameOf(from.display), nameOf(to.display)];
  if (folderOf(from.uri) !== folderOf(to.uri) || !isSameButForCase(old, now)) return false;
  if ((await files.kind(to)) !== 'file') return false;
  const folder = { display: folderOf(from.display) || '.', uri: folderOf(from.uri) };
  const names = (await files.list(folder)).map(({ name }) => name);
  return names.includes(old) && !names.includes(now);
}

function isSameButForCase(a: string, b: string): boolean {
  return a.toLowerCase() === b.toLowerCase();
}

function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

function folderOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf('/')));
}

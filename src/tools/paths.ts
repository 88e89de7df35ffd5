import type { PathPort, WorkspaceFolder, WorkspacePath } from './ports.ts';
import { ToolRefusal } from './tool.ts';

const MAX_LENGTH = 4_096;

/** Names that Windows takes for devices, whatever the extension (Microsoft, "Naming Files"). */
const DEVICE_NAME = /^(?:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³]|conin\$|conout\$)(?:\.|$)/i;

/**
 * Lets a path of the model through to the workspace, or refuses it: nothing outside of the
 * workspace folders, by links or by tricks of writing, on any platform. Paths are relative to the
 * one folder, or begin with a folder's name if there are several; `.` is the folder itself. An
 * absolute path within a folder is taken too. What the path names need not exist.
 * @throws ToolRefusal saying how to write the path instead
 */
export async function resolveWorkspacePath(input: string, port: PathPort): Promise<WorkspacePath> {
  const folders = namedFolders(port.folders());
  if (folders.length === 0) {
    throw new ToolRefusal('No folder is open, so there are no files to work on. Tell the user.');
  }
  const complaint = complaintAbout(input);
  if (complaint !== undefined) throw refusal(input, complaint);
  const { folder, segments } = within(folders, input);
  const real = await port.realUri(joined(folder.uri, segments));
  const roots = await realRoots(folders, port);
  const display = displayPath(real, roots);
  if (display === undefined) {
    throw refusal(
      input,
      'it leads through a link to a place outside of the workspace, which is off limits',
    );
  }
  // A link may be forbidden where what it leads to is not.
  const written = joined(roots[folders.indexOf(folder)]?.uri ?? folder.uri, segments);
  for (const uri of new Set([real, written])) {
    if (await port.isForbidden(uri)) throw refusal(input, FORBIDDEN);
  }
  return asPlace(display, real, written);
}

const FORBIDDEN =
  'a .plumbignore file of the workspace puts it off limits for every tool. Do without it';

/**
 * As `resolveWorkspacePath`, but an absolute path may also lead outside of the workspace: for
 * reading only, and only after a person was asked (`guardOf` says so). It is shown as the real path.
 * A path that begins inside of the workspace still does not lead out.
 * @throws ToolRefusal saying how to write the path instead
 */
export async function resolveReadablePath(input: string, port: PathPort): Promise<WorkspacePath> {
  const folders = namedFolders(port.folders());
  if (folders.length === 0 || !input.startsWith('/') || complaintAbout(input) !== undefined) {
    return resolveWorkspacePath(input, port);
  }
  const segments = collapse(input, input.split('/'));
  const isInside = folders.some(({ uri }) => startsWith(segments, pathSegments(uri)));
  // Nothing but the disk is outside of a workspace: where there is none, nothing is.
  if (isInside || !folders.some(({ uri }) => uri.startsWith('file:'))) {
    return resolveWorkspacePath(input, port);
  }
  requireNoSystemFile(input, segments);
  const written = joined('file://', segments);
  const real = await port.realUri(written);
  const inside = displayPath(real, await realRoots(folders, port));
  if (inside !== undefined) {
    if (await port.isForbidden(real)) throw refusal(input, FORBIDDEN);
    return asPlace(inside, real, written);
  }
  requireNoSystemFile(input, pathSegments(real));
  return asPlace(pathOfUri(real), real, written);
}

/** URIs are compared by what they say: the host escapes more characters than need be. */
function asPlace(display: string, uri: string, writtenUri: string): WorkspacePath {
  const written = pathOfUri(writtenUri);
  return written === pathOfUri(uri) ? { display, uri } : { display, uri, written };
}

/** What a file is called, `/`-separated: by where it is, for people, and as it was written. */
export function namesOf({ display, uri, written }: WorkspacePath): readonly string[] {
  return [pathOfUri(uri), display, ...(written === undefined ? [] : [written])];
}

/** Whether a path that was let through for reading lies outside of the workspace. */
export function isOutside({ display }: WorkspacePath): boolean {
  return /^(?:\/|[a-z]:\/)/i.test(display);
}

/** The decoded path of a URI, led by `/`. */
export function pathOfUri(uri: string): string {
  return `/${pathSegments(uri).join('/')}`;
}

/** Devices block or never end; what processes are told, keys among it, is no file of the user's. */
function requireNoSystemFile(input: string, [first = '']: readonly string[]): void {
  if (['dev', 'proc', 'sys'].includes(first.toLowerCase())) {
    throw refusal(input, 'it is a place of the system, not of files');
  }
}

function joined(root: string, segments: readonly string[]): string {
  return [trimSlash(root), ...segments.map(encodeURIComponent)].join('/');
}

function startsWith(segments: readonly string[], root: readonly string[]): boolean {
  return root.every((segment, index) => segments[index] === segment);
}

function realRoots(
  folders: readonly WorkspaceFolder[],
  port: PathPort,
): Promise<readonly WorkspaceFolder[]> {
  return Promise.all(
    folders.map(async ({ name, uri }) => ({ name, uri: await port.realUri(uri) })),
  );
}

/**
 * How a file is called for people and the model, or undefined if it is in none of the folders.
 * Both URIs must be written alike (both as `realUri` gives them, or both as VS Code does).
 */
export function displayPath(uri: string, folders: readonly WorkspaceFolder[]): string | undefined {
  const named = namedFolders(folders);
  // The innermost folder wins where one workspace folder lies within another.
  const folder = named
    .filter(({ uri: root }) => isWithin(uri, root))
    .toSorted((a, b) => b.uri.length - a.uri.length)[0];
  if (folder === undefined) return undefined;
  const inner = uri.slice(trimSlash(folder.uri).length + 1);
  const segments = inner === '' ? [] : inner.split('/').map(decodeSegment);
  if (named.length > 1) segments.unshift(folder.name);
  return segments.length === 0 ? '.' : segments.join('/');
}

/** The folders, with names that are distinct and can stand as the first part of a path. */
export function namedFolders(folders: readonly WorkspaceFolder[]): readonly WorkspaceFolder[] {
  const taken = new Set<string>();
  return folders.map(({ name, uri }) => {
    const plain = asSegment(name);
    let distinct = plain;
    for (let count = 2; taken.has(distinct); count += 1) distinct = `${plain} (${count})`;
    taken.add(distinct);
    return { name: distinct, uri };
  });
}

function asSegment(name: string): string {
  const plain = name.replace(/[\p{Cc}/\\:]/gu, '_').trim();
  return /^(?:\.*$|~)/.test(plain) ? `folder ${plain}`.trim() : plain;
}

/** What is wrong with the way a path is written, whatever it would lead to. */
function complaintAbout(input: string): string | undefined {
  if (input.length > MAX_LENGTH) return `it is longer than ${MAX_LENGTH} characters`;
  if (/\p{Cc}/u.test(input)) return 'it holds a control character';
  if (/\p{Surrogate}/u.test(input)) return 'it is not well-formed Unicode';
  if (input.includes('\\')) return 'it holds a backslash; separate folders with /';
  if (/^[a-z][a-z0-9+.-]+:/i.test(input)) return 'it is a URI; give a plain path';
  if (input.includes(':')) return 'it holds a colon; drives and streams cannot be named';
  if (input.startsWith('//')) return 'it names a network share';
  if (input.startsWith('~')) return 'it begins with ~, which is not expanded';
  for (const segment of input.split('/')) {
    if (DEVICE_NAME.test(segment)) return `"${segment}" is the name of a device on Windows`;
    if (segment !== '.' && segment !== '..' && /[. ]$/.test(segment)) {
      return `"${segment}" ends in a dot or a space`;
    }
  }
  return undefined;
}

function within(
  folders: readonly WorkspaceFolder[],
  input: string,
): { readonly folder: WorkspaceFolder; readonly segments: readonly string[] } {
  if (input.startsWith('/')) return withinAbsolute(folders, input);
  const segments = collapse(input, input.split('/'));
  const [only, ...others] = folders;
  if (only !== undefined && others.length === 0) return { folder: only, segments };
  const [first, ...rest] = segments;
  const folder = folders.find(({ name }) => name === first);
  if (folder === undefined) {
    throw refusal(
      input,
      `it must begin with the name of a workspace folder: ${folders.map(({ name }) => name).join(', ')}`,
    );
  }
  return { folder, segments: rest };
}

function withinAbsolute(
  folders: readonly WorkspaceFolder[],
  input: string,
): { readonly folder: WorkspaceFolder; readonly segments: readonly string[] } {
  const segments = collapse(input, input.split('/'));
  for (const folder of folders) {
    const root = pathSegments(folder.uri);
    if (startsWith(segments, root)) {
      return { folder, segments: segments.slice(root.length) };
    }
  }
  throw refusal(input, 'it is outside of the workspace');
}

/** Without empty parts and `.`, and with each `..` taking back the part before it. */
function collapse(input: string, segments: readonly string[]): string[] {
  const kept: string[] = [];
  for (const segment of segments) {
    if (segment === '' || segment === '.') continue;
    if (segment !== '..') kept.push(segment);
    else if (kept.pop() === undefined) throw refusal(input, 'it leads out of the workspace by ..');
  }
  return kept;
}

function pathSegments(uri: string): string[] {
  const path = uri.replace(/^[^:/]+:(?:\/\/[^/]*)?/, '');
  return path
    .split('/')
    .filter(segment => segment !== '')
    .map(decodeSegment);
}

function isWithin(uri: string, root: string): boolean {
  const base = trimSlash(root);
  return trimSlash(uri) === base || uri.startsWith(`${base}/`);
}

function trimSlash(uri: string): string {
  return uri.endsWith('/') ? uri.slice(0, -1) : uri;
}

function decodeSegment(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    // A stray % is what it is: the host gave a URI that is not percent-encoded.
    return segment;
  }
}

function refusal(input: string, complaint: string): ToolRefusal {
  const shown = JSON.stringify(input.length > 200 ? `${input.slice(0, 200)}…` : input);
  return new ToolRefusal(
    `The path ${shown} was refused: ${complaint}. Give a path within the workspace, relative to its folder, such as src/main.ts.`,
  );
}

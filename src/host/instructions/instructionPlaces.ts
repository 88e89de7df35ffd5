import { namedFolders } from '../../tools/paths.ts';
import type { WorkspaceFolder } from '../../tools/ports.ts';

const AGENTS = 'AGENTS.md';
const CLAUDE = 'CLAUDE.md';
const COPILOT = '.github/copilot-instructions.md';

/** Each costs a look at the disk before each request; a chat works in few at a time. */
const MOST_DIRECTORIES = 40;

/** Another package's instructions are for those who work on that package. */
const NOT_OURS: ReadonlySet<string> = new Set(['node_modules', '.git', '..', '.', '']);

/**
 * Display paths at which instructions may stand that apply to what was touched: nearest first, then
 * those of the folders.
 * @param touched display paths, the last one first
 */
export function instructionPlaces(
  folders: readonly WorkspaceFolder[],
  touched: readonly string[],
  useClaudeMd: boolean,
): readonly string[] {
  const named = namedFolders(folders);
  const roots = named.length > 1 ? named.map(({ name }) => name) : [''];
  const names = useClaudeMd ? [AGENTS, CLAUDE] : [AGENTS];
  const inner = new Set(touched.flatMap(path => directoriesAbove(path, roots)));
  const nearest = [...inner]
    .slice(0, MOST_DIRECTORIES)
    .toSorted((a, b) => b.split('/').length - a.split('/').length);
  return [
    ...nearest.flatMap(directory => names.map(name => `${directory}/${name}`)),
    ...roots.flatMap(root =>
      [...names, COPILOT].map(name => (root === '' ? name : `${root}/${name}`)),
    ),
  ];
}

/** Whether a file, wherever a link led, is called as instructions are. */
export function isInstructionFile(path: string): boolean {
  const name = path.slice(path.lastIndexOf('/') + 1);
  return name === AGENTS || name === CLAUDE || `/${path}`.endsWith(`/${COPILOT}`);
}

/** The directories of a file below its folder, from its own upwards. */
function directoriesAbove(path: string, roots: readonly string[]): string[] {
  const segments = path.split('/').slice(0, -1);
  if (segments.some(segment => NOT_OURS.has(segment))) return [];
  const first = roots.includes('') ? 1 : 2;
  if (first === 2 && !roots.includes(segments[0] ?? '')) return [];
  const lengths = segments.map((_segment, index) => index + 1).filter(length => length >= first);
  return lengths.reverse().map(length => segments.slice(0, length).join('/'));
}

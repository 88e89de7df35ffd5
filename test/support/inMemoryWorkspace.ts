import { PlumbError } from '../../src/base/errors.ts';
import { sha256 } from '../../src/base/hash.ts';
import { applyReplacements } from '../../src/edits/textReplacement.ts';
import { displayPath } from '../../src/tools/paths.ts';
import type {
  CommandPort,
  CommandReading,
  CommandResult,
  CommandToRun,
  DirectoryEntry,
  EditOutcome,
  EditPort,
  FileChange,
  FileSelection,
  FilesPort,
  PathKind,
  PathPort,
  SearchPort,
  ShownTexts,
  TextSearch,
  WorkspaceFolder,
  WorkspacePath,
} from '../../src/tools/ports.ts';
import { createShownTexts } from '../../src/tools/shownTexts.ts';
import type { ToolContext } from '../../src/tools/tool.ts';
import { noPorts } from './noPorts.ts';
import { globPattern } from './globPattern.ts';

type Command = CommandToRun;

/** What was done with a command in the background. */
type BackgroundCall = 'started' | 'ended' | Parameters<CommandPort['read']>[1];

export interface WorkspaceContents {
  /** Texts by path: absolute (`/w/a.ts`), or relative to the first folder. */
  readonly files?: Readonly<Record<string, string>>;
  /** Default: one folder `app` at `/w/app`. */
  readonly folders?: readonly { readonly name: string; readonly path: string }[];
  /** Symbolic links: absolute path to absolute target. */
  readonly links?: Readonly<Record<string, string>>;
  /** As on macOS and Windows: names that differ in case alone are one file. */
  readonly ignoresCase?: boolean;
}

/** Every port of the tools over texts in memory, and what tests ask of it. */
export interface InMemoryWorkspace {
  readonly paths: PathPort;
  readonly files: FilesPort;
  readonly search: SearchPort;
  readonly commands: CommandPort;
  readonly edits: EditPort;
  readonly shown: ShownTexts;
  /** What the ports were asked, in order: `read /w/app/a.ts`. */
  readonly calls: readonly string[];
  /** The change sets that were applied. */
  readonly applied: readonly (readonly FileChange[])[];
  /** The commands that ran. */
  readonly ran: readonly Command[];
  /** The commands that were started in the background: `cmd-1`, … */
  readonly inBackground: readonly Command[];
  text(path: string): string | undefined;
  /** As if the user typed or another program wrote. */
  write(path: string, text: string): void;
  /** As if the user had typed into a file and not saved it. */
  markDirty(path: string): void;
  /** As if a file were no text. */
  markBinary(path: string): void;
  /** Puts a file of bytes, which is no text, in its place. */
  writeBytes(path: string, bytes: Uint8Array): void;
  /** As if a file had so many bytes on disk. */
  pretendSize(path: string, bytes: number): void;
  /** What the next commands do; default: exit code 0 without output. */
  onCommand(run: (command: Command, signal: AbortSignal) => Promise<CommandResult>): void;
  /** How commands in the background stand when they are asked; default: running, without output. */
  onBackground(reading: (how: BackgroundCall, handle: string) => Partial<CommandReading>): void;
  /** What a save participant makes of a text; default: nothing. */
  onSave(change: (text: string, path: string) => string): void;
  /** What the tools are called with. */
  context(overrides?: Partial<ToolContext>): ToolContext;
}

export function createInMemoryWorkspace(contents: WorkspaceContents = {}): InMemoryWorkspace {
  const roots = contents.folders ?? [{ name: 'app', path: '/w/app' }];
  const folders: readonly WorkspaceFolder[] = roots.map(({ name, path }) => ({
    name,
    uri: uriOf(path),
  }));
  const links = new Map(Object.entries(contents.links ?? {}));
  const absolute = (path: string): string =>
    path.startsWith('/') ? path : `${roots[0]?.path ?? ''}/${path}`;
  const texts = new Map<string, string>();
  for (const [path, text] of Object.entries(contents.files ?? {})) texts.set(absolute(path), text);
  const dirty = new Set<string>();
  const binary = new Set<string>();
  const raw = new Map<string, Uint8Array>();
  const sizes = new Map<string, number>();
  const calls: string[] = [];
  const applied: (readonly FileChange[])[] = [];
  const ran: Command[] = [];
  let runCommand: (command: Command, signal: AbortSignal) => Promise<CommandResult> = () =>
    Promise.resolve({ exitCode: 0, endedBy: 'exit', output: '', durationMs: 10 });
  const inBackground: Command[] = [];
  let readBackground: (how: BackgroundCall, handle: string) => Partial<CommandReading> = () => ({});
  let saveParticipant: (text: string, path: string) => string = text => text;

  const isFile = (path: string): boolean =>
    texts.has(path) ||
    (contents.ignoresCase === true &&
      [...texts.keys()].some(file => file.toLowerCase() === path.toLowerCase()));

  const kindOf = (path: string): PathKind => {
    if (isFile(path)) return 'file';
    const isAbove = [...texts.keys()].some(file => file.startsWith(`${path}/`));
    return isAbove || roots.some(root => root.path === path) ? 'directory' : 'missing';
  };

  const paths: PathPort = {
    folders: () => folders,
    realUri: uri => {
      calls.push(`realUri ${pathOf(uri)}`);
      return Promise.resolve(uriOf(resolveLinks(pathOf(uri), links)));
    },
    isForbidden: () => Promise.resolve(false),
  };

  const files: FilesPort = {
    kind: ({ uri }) => Promise.resolve(kindOf(pathOf(uri))),
    size: ({ uri }) => {
      const path = pathOf(uri);
      return Promise.resolve(sizes.get(path) ?? new TextEncoder().encode(texts.get(path)).length);
    },
    read: async ({ uri, display }) => {
      const path = pathOf(uri);
      calls.push(`read ${path}`);
      const text = texts.get(path);
      if (text === undefined) throw new PlumbError(`${display} does not exist`);
      if (binary.has(path)) throw new PlumbError(`${display} is a binary file`);
      return { text, hash: await sha256(text), dirty: dirty.has(path) };
    },
    notebook: path => files.read(path),
    bytes: ({ uri, display }, limit) => {
      const path = pathOf(uri);
      const bytes = raw.get(path) ?? new TextEncoder().encode(texts.get(path));
      return bytes.length > limit
        ? Promise.reject(new PlumbError(`${display} has ${bytes.length} bytes`))
        : Promise.resolve(bytes);
    },
    list: ({ uri }) => {
      const base = `${pathOf(uri)}/`;
      calls.push(`list ${base}`);
      const entries = new Map<string, DirectoryEntry>();
      for (const path of [...texts.keys(), ...links.keys()]) {
        if (!path.startsWith(base)) continue;
        const [name = '', ...below] = path.slice(base.length).split('/');
        const target = resolveLinks(path, links);
        const isDirectory = below.length > 0 || (links.has(path) && kindOf(target) === 'directory');
        entries.set(name, { name, kind: isDirectory ? 'directory' : 'file' });
      }
      return Promise.resolve([...entries.values()]);
    },
  };

  const shown = (): [string, string][] =>
    [...texts].flatMap(([path, text]): [string, string][] => {
      const display = displayPath(uriOf(path), folders);
      return display === undefined ? [] : [[display, text]];
    });

  const selected = ({ globs, exclude }: FileSelection): [string, string][] =>
    shown()
      .filter(([path]) => globs.length === 0 || globs.some(glob => globPattern(glob).test(path)))
      .filter(([path]) => !exclude.some(glob => globPattern(glob).test(path)));

  const hits = (query: TextSearch, text: string): number[] => {
    const plain = query.pattern.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
    const source = query.isRegex ? query.pattern : plain;
    const whole = query.wholeWord ? `\\b(?:${source})\\b` : source;
    const expression = new RegExp(whole, query.caseSensitive ? 'u' : 'iu');
    return text.split(/\r?\n/).flatMap((line, index) => (expression.test(line) ? [index] : []));
  };

  const search: SearchPort = {
    findFiles: ({ limit, ...query }, signal) => {
      signal.throwIfAborted();
      const found = selected(query).map(([path]) => path);
      return Promise.resolve({ paths: found.slice(0, limit), total: found.length });
    },
    similarPaths: ({ text, limit }) =>
      Promise.resolve(
        shown()
          .map(([path]) => path)
          .filter(path => path.includes(text))
          .slice(0, limit),
      ),
    searchText: ({ limit, before, after, ...query }, signal) => {
      signal.throwIfAborted();
      let left = limit;
      let total = 0;
      const lines = selected(query).flatMap(([path, text]) => {
        const all = hits(query, text);
        const found = new Set(all.slice(0, left));
        total += all.length;
        left -= found.size;
        return text.split(/\r?\n/).flatMap((line, index) => {
          const isNear = [...found].some(hit => hit - before <= index && index <= hit + after);
          return isNear ? [{ path, line: index + 1, text: line, isMatch: found.has(index) }] : [];
        });
      });
      return Promise.resolve({ lines, total, isAll: true });
    },
    countMatches: (query, signal) => {
      signal.throwIfAborted();
      const counts = selected(query).map(([path, text]) => ({
        path,
        count: hits(query, text).length,
      }));
      return Promise.resolve(counts.filter(({ count }) => count > 0));
    },
  };

  const commands: CommandPort = {
    run: (command, signal) => {
      ran.push(command);
      return runCommand(command, signal);
    },
    start: command => {
      inBackground.push(command);
      return Promise.resolve(read(`cmd-${inBackground.length}`, 'started'));
    },
    read: (handle, wait) => Promise.resolve(read(handle, wait)),
    end: handle => Promise.resolve(read(handle, 'ended')),
  };

  const read = (handle: string, how: BackgroundCall): CommandReading => {
    const command = inBackground[Number(handle.replace('cmd-', '')) - 1]?.command;
    if (command === undefined) throw new PlumbError(`This chat has no command ${handle}`);
    const standing = { state: 'running', exitCode: undefined, output: '', durationMs: 10 } as const;
    return { handle, command, ...standing, ...readBackground(how, handle) };
  };

  type Refused = Extract<EditOutcome, { applied: false }>;

  const refuse = (reason: string): Refused => ({ applied: false, reason });

  const complaintAbout = async (change: FileChange): Promise<Refused | undefined> => {
    const path = pathOf(change.path.uri);
    if (change.kind === 'create') {
      return kindOf(path) === 'missing' ? undefined : refuse(`${change.path.display} exists.`);
    }
    const text = texts.get(path);
    if (text === undefined) return refuse(`${change.path.display} does not exist.`);
    if ((await sha256(text)) !== change.baselineHash) {
      const reason = `${change.path.display} was changed in between. Read it again.`;
      return { applied: false, reason, stale: true };
    }
    if (change.kind === 'update' && change.moveTo !== undefined) {
      const target = pathOf(change.moveTo.uri);
      const isItself = target.toLowerCase() === path.toLowerCase();
      if (kindOf(target) !== 'missing' && !isItself) {
        return refuse(`${change.moveTo.display} exists.`);
      }
    }
    return undefined;
  };

  type Landed = Extract<EditOutcome, { applied: true }>['files'][number];

  /** Puts a text in its place, as an editor that saves what was saved before. */
  const land = (place: WorkspacePath, text: string, wasDirty: boolean): Landed => {
    const path = pathOf(place.uri);
    const saved = wasDirty ? text : saveParticipant(text, path);
    texts.set(path, saved);
    if (wasDirty) dirty.add(path);
    return {
      path: place.display,
      saved: !wasDirty,
      text: saved,
      ...(wasDirty ? { note: 'the user had unsaved changes in it' } : {}),
      ...(saved === text ? {} : { note: 'A formatter changed the text on saving.' }),
    };
  };

  const carryOut = (change: FileChange): Landed => {
    if (change.kind === 'create') return land(change.path, change.text, false);
    const path = pathOf(change.path.uri);
    const before = texts.get(path) ?? '';
    const wasDirty = dirty.has(path);
    if (change.kind === 'delete') {
      texts.delete(path);
      return { path: change.path.display, saved: true };
    }
    if (change.moveTo !== undefined) {
      texts.delete(path);
      dirty.delete(path);
    }
    return land(change.moveTo ?? change.path, applyReplacements(before, change.edits), wasDirty);
  };

  const edits: EditPort = {
    apply: async (changes, signal) => {
      signal.throwIfAborted();
      for (const change of changes) {
        const complaint = await complaintAbout(change);
        if (complaint !== undefined) return complaint;
      }
      applied.push(changes);
      return { applied: true, files: changes.map(carryOut) };
    },
  };

  const shownTexts = createShownTexts();

  return {
    paths,
    files,
    search,
    commands,
    edits,
    shown: shownTexts,
    calls,
    applied,
    ran,
    inBackground,
    text: path => texts.get(absolute(path)),
    write: (path, text) => texts.set(absolute(path), text),
    markDirty: path => dirty.add(absolute(path)),
    markBinary: path => binary.add(absolute(path)),
    writeBytes: (path, bytes) => {
      texts.set(absolute(path), '');
      binary.add(absolute(path));
      raw.set(absolute(path), bytes);
      sizes.set(absolute(path), bytes.length);
    },
    pretendSize: (path, bytes) => sizes.set(absolute(path), bytes),
    onCommand: run => (runCommand = run),
    onBackground: reading => (readBackground = reading),
    onSave: change => (saveParticipant = change),
    context: overrides => ({
      paths,
      files,
      search,
      commands,
      edits,
      shown: shownTexts,
      ...noPorts,
      signal: new AbortController().signal,
      onOutput: () => undefined,
      ...overrides,
    }),
  };
}

function uriOf(path: string): string {
  return `file://${path.split('/').map(encodeURIComponent).join('/')}`;
}

function pathOf(uri: string): string {
  return uri
    .replace(/^file:\/\//, '')
    .split('/')
    .map(decodeURIComponent)
    .join('/');
}

/** The path with every link on its way followed, the part that does not exist kept. */
function resolveLinks(path: string, links: ReadonlyMap<string, string>): string {
  const segments = path.split('/');
  for (let length = 1; length <= segments.length; length += 1) {
    const target = links.get(segments.slice(0, length).join('/'));
    if (target !== undefined) {
      return resolveLinks([target, ...segments.slice(length)].join('/'), links);
    }
  }
  return path;
}

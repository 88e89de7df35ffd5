import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { PlumbError } from '../../base/errors.ts';
import type { Candidate } from '../../protocol/requests/composer.ts';
import type { FoundSymbol } from '../../tools/languagePort.ts';
import { hasImageName } from '../../tools/imageFile.ts';
import type { PathPort, WorkspacePath } from '../../tools/ports.ts';
import { isDependency, isSecretByName } from '../../tools/secretFiles.ts';
import type { ToolContext } from '../../tools/tool.ts';
import { createPathMatcher } from '../search/fuzzyPath.ts';
import { encodeRef } from './chipRef.ts';
import type { FileList } from './fileList.ts';
import { kindCandidates } from './kindRows.ts';
import { kindsNow } from './kindsNow.ts';
import { editorsNow } from './openEditors.ts';
import { addressOf, placeOf } from './place.ts';
import { recentCommits } from './recentCommits.ts';
import type { TerminalWatch } from './terminalWatch.ts';

/** Rows that are offered at a time. */
const MOST = 30;
const MOST_OPEN = 10;

export interface MentionParts {
  readonly files: FileList;
  readonly terminals: TerminalWatch;
  readonly paths: PathPort;
  readonly context: (signal: AbortSignal) => ToolContext;
}

/** What fits behind `@`. */
export async function completeMention(
  query: string,
  parts: MentionParts,
): Promise<readonly Candidate[]> {
  const [, kind, rest = ''] = /^(symbol|folder|commit):(.*)$/s.exec(query) ?? [];
  if (kind === 'symbol') return symbols(rest.trim(), parts);
  if (kind === 'folder') return folders(rest.trim(), parts);
  if (kind === 'commit') return recentCommits(rest.trim(), parts.paths, parts.context);

  const kinds = kindCandidates(await kindsNow(parts), query);
  const open = await openFiles(query, parts.paths);
  if (query === '') {
    // The list is made while the person still reads the kinds; a failure shows at the next key.
    parts.files.findFiles('', 1).catch(() => undefined);
    return [...kinds, ...open].slice(0, MOST);
  }
  const taken = new Set(open.map(({ ref }) => ref));
  const found = (await parts.files.findFiles(query, MOST * 2))
    .flatMap(display => fileCandidate(display, parts.paths))
    .filter(({ ref }) => !taken.has(ref));
  return [...kinds, ...open, ...found].slice(0, MOST);
}

async function openFiles(query: string, paths: PathPort): Promise<readonly Candidate[]> {
  const displays = (await editorsNow(paths)).map(({ display }) => display);
  const found = query === '' ? displays : createPathMatcher(displays).find(query, MOST_OPEN);
  return found.slice(0, MOST_OPEN).flatMap(display => fileCandidate(display, paths));
}

/** None for what is not offered unasked: secrets, and images, which go along in another way. */
function fileCandidate(display: string, paths: PathPort): readonly Candidate[] {
  const uri = addressOf(display, paths);
  if (uri === undefined || !isOffered({ display, uri })) return [];
  return [{ kind: 'file', ref: encodeRef({ kind: 'file', uri }), ...nameAndFolder(display) }];
}

function isOffered(place: WorkspacePath): boolean {
  const { display } = place;
  return !isSecretByName(display) && !isDependency(display) && !hasImageName(place);
}

function nameAndFolder(display: string): Pick<Candidate, 'label' | 'detail'> {
  const end = display.lastIndexOf('/');
  return { label: display.slice(end + 1), detail: end < 0 ? '' : display.slice(0, end) };
}

async function folders(
  query: string,
  { files, paths }: MentionParts,
): Promise<readonly Candidate[]> {
  return (await files.findFolders(query, MOST)).flatMap(display => {
    const uri = addressOf(display, paths);
    if (uri === undefined) return [];
    const { label, detail } = nameAndFolder(display);
    const ref = encodeRef({ kind: 'folder', uri });
    return [{ kind: 'folder' as const, ref, label: `${label}/`, detail }];
  });
}

/** Those of the file that is shown, or of the workspace by a part of their name. */
async function symbols(
  query: string,
  { context: contextOf, paths }: MentionParts,
): Promise<readonly Candidate[]> {
  const { signal } = new AbortController();
  const { languages } = contextOf(signal);
  const active = vscode.window.activeTextEditor?.document.uri;
  const found = await (query === ''
    ? active === undefined
      ? []
      : placeOf(active.toString(), paths).then(place => languages.documentSymbols(place, signal))
    : languages.workspaceSymbols(query, signal));
  return found.flatMap(symbolCandidate).slice(0, MOST);
}

function symbolCandidate({ name, kind, file, line }: FoundSymbol): readonly Candidate[] {
  if (file === undefined || !isOffered(file)) return [];
  const ref = encodeRef({
    kind: 'symbol',
    uri: file.uri,
    name: name.slice(0, 500),
    line: line - 1,
  });
  const detail = l10n.t('{0} in {1}:{2}', kind, file.display, line);
  return [{ kind: 'symbol', ref, label: name, detail }];
}

/** Nothing to offer rather than a complaint: who types a name has not asked for a symbol yet. */
export async function orNothing<T>(work: Promise<readonly T[]>): Promise<readonly T[]> {
  try {
    return await work;
  } catch (error) {
    if (error instanceof PlumbError) return [];
    throw error;
  }
}

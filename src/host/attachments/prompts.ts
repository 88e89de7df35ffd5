import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import * as l10n from '@vscode/l10n';
import { PlumbError } from '../../base/errors.ts';
import type { Candidate } from '../../protocol/requests/composer.ts';
import type { AccessPort } from '../../tools/accessPort.ts';
import { guardOf } from '../../tools/guard.ts';
import { namedFolders, resolveWorkspacePath } from '../../tools/paths.ts';
import type { FilesPort, PathPort, WorkspacePath } from '../../tools/ports.ts';
import { ToolRefusal } from '../../tools/tool.ts';
import { whereItExists } from '../files/whereItExists.ts';
import { builtInPrompts } from './builtInPrompts.ts';
import { encodeRef, type RefOf } from './chipRef.ts';
import { parsePromptText, promptName } from './promptText.ts';

/** Of a workspace folder. */
const FOLDERS = ['.github/prompts', '.plumb/prompts'];
const MOST_FILES = 100;
/** Bytes. */
const LARGEST = 100_000;

export interface PromptParts {
  /** A prompt file is workspace text: of one that is not trusted none is read. */
  readonly isTrusted: () => boolean;
  /** File system path of the user's own prompts. */
  readonly ownFolder: string;
  readonly paths: PathPort;
  readonly files: FilesPort;
  readonly access: AccessPort;
}

interface FoundPrompt {
  readonly from: RefOf<'prompt'>['from'];
  /** As in a `ref`. */
  readonly id: string;
  readonly name: string;
  readonly description: string;
  readonly text: string;
}

/** The prompts whose names begin with, or hold, what was typed; ours, then the user's, then the workspace's. */
export async function completePrompt(
  query: string,
  parts: PromptParts,
): Promise<readonly Candidate[]> {
  const wanted = query.toLowerCase();
  const found = (await allPrompts(parts)).filter(({ name }) => name.toLowerCase().includes(wanted));
  const isBegun = ({ name }: FoundPrompt): number =>
    name.toLowerCase().startsWith(wanted) ? 0 : 1;
  return found
    .toSorted((a, b) => isBegun(a) - isBegun(b))
    .map(({ from, id, name, description }) => ({
      kind: 'prompt',
      ref: encodeRef({ kind: 'prompt', from, name: id }),
      label: `/${name}`,
      detail: description,
    }));
}

/** @throws PlumbError if there is no such prompt (any more) */
export async function promptText(ref: RefOf<'prompt'>, parts: PromptParts): Promise<string> {
  const prompts = await allPrompts(parts);
  const found = prompts.find(({ from, id }) => from === ref.from && id === ref.name);
  if (found !== undefined) return found.text;
  throw new PlumbError(l10n.t('This prompt is no longer there.'));
}

async function allPrompts(parts: PromptParts): Promise<readonly FoundPrompt[]> {
  const ours = builtInPrompts().map(({ name, description, text }): FoundPrompt => ({
    from: 'builtIn',
    id: name,
    name,
    description,
    text,
  }));
  return [...ours, ...(await ownPrompts(parts.ownFolder)), ...(await workspacePrompts(parts))];
}

async function ownPrompts(folder: string): Promise<readonly FoundPrompt[]> {
  const names = ((await whereItExists(readdir(folder))) ?? []).toSorted().slice(0, MOST_FILES);
  const found = await Promise.all(
    names.map(async file => {
      const name = promptName(file);
      if (name === undefined) return undefined;
      const text = await whereItExists(readFile(path.join(folder, file), 'utf8'));
      return text === undefined ? undefined : prompt('own', file, name, text, l10n.t('Own prompt'));
    }),
  );
  return found.filter(entry => entry !== undefined);
}

async function workspacePrompts(parts: PromptParts): Promise<readonly FoundPrompt[]> {
  const { paths, isTrusted } = parts;
  if (!isTrusted()) return [];
  const folders = namedFolders(paths.folders());
  const places = folders.flatMap(({ name }) =>
    FOLDERS.map(below => (folders.length > 1 ? `${name}/${below}` : below)),
  );
  const found = await Promise.all(places.map(place => promptsIn(place, parts)));
  return found.flat();
}

async function promptsIn(folder: string, parts: PromptParts): Promise<readonly FoundPrompt[]> {
  const place = await resolved(folder, parts);
  if (place === undefined || (await parts.files.kind(place)) !== 'directory') return [];
  const entries = (await parts.files.list(place)).filter(({ kind }) => kind === 'file');
  const names = entries
    .map(({ name }) => name)
    .toSorted()
    .slice(0, MOST_FILES);
  const found = await Promise.all(names.map(name => promptIn(folder, name, parts)));
  return found.filter(entry => entry !== undefined);
}

/** A link counts as what it leads to, so it is no way to a file that is guarded or no prompt. */
async function promptIn(
  folder: string,
  file: string,
  parts: PromptParts,
): Promise<FoundPrompt | undefined> {
  const name = promptName(file);
  if (name === undefined) return undefined;
  const place = await resolved(`${folder}/${file}`, parts);
  if (place === undefined || !isPromptFile(place.display)) return undefined;
  if ((await guardOf(place, parts)) !== undefined) return undefined;
  if ((await parts.files.size(place)) > LARGEST) return undefined;
  try {
    const { text } = await parts.files.read(place);
    return prompt('workspace', place.uri, name, text, place.display);
  } catch (error) {
    if (error instanceof PlumbError) return undefined;
    throw error;
  }
}

function isPromptFile(display: string): boolean {
  return FOLDERS.some(folder => `/${display}`.includes(`/${folder}/`)) && display.endsWith('.md');
}

async function resolved(
  display: string,
  { paths }: PromptParts,
): Promise<WorkspacePath | undefined> {
  try {
    return await resolveWorkspacePath(display, paths);
  } catch (error) {
    if (error instanceof ToolRefusal || error instanceof PlumbError) return undefined;
    throw error;
  }
}

function prompt(
  from: FoundPrompt['from'],
  id: string,
  name: string,
  file: string,
  place: string,
): FoundPrompt {
  const { description, hint, text } = parsePromptText(file);
  const words = [description, hint, place].filter(word => word !== '');
  return { from, id, name, description: words.join(' · '), text };
}

import * as vscode from 'vscode';
import { PlumbError } from '../../base/errors.ts';
import type { Logger } from '../../base/logger.ts';
import type { InstructionFile, ProjectInstructions } from '../../chat/projectInstructions.ts';
import type { AccessPort } from '../../tools/accessPort.ts';
import { namedFolders, resolveWorkspacePath } from '../../tools/paths.ts';
import type { FilesPort, PathPort, WorkspacePath } from '../../tools/ports.ts';
import { ToolRefusal } from '../../tools/tool.ts';
import { fileStamp } from './fileStamp.ts';
import { fitting, shownText } from './fittingTexts.ts';
import { instructionPlaces, isInstructionFile } from './instructionPlaces.ts';

export interface ProjectInstructionsParts {
  readonly isTrusted: () => boolean;
  /** The user's setting `plumb.project.instructions`. */
  readonly enabled: () => boolean;
  /** The user's setting `plumb.project.claudeMd`. */
  readonly useClaudeMd: () => boolean;
  readonly paths: PathPort;
  readonly files: FilesPort;
  readonly access: AccessPort;
  readonly logger: Logger;
}

/** A file as it was read last, and by what it is told that it is still that. */
interface Known {
  readonly stamp: string;
  readonly file: InstructionFile;
}

/**
 * The project's own instructions, read from the workspace. All that the path guard lets through and
 * nobody would have to be asked about; a link counts as what it leads to.
 */
export function createProjectInstructions(parts: ProjectInstructionsParts): ProjectInstructions {
  const known = new Map<string, Known>();

  const read = async (path: WorkspacePath): Promise<InstructionFile> => {
    const stamp = await fileStamp(path.uri);
    const before = known.get(path.uri);
    if (stamp !== undefined && before?.stamp === stamp) return before.file;
    const { text, hash } = await parts.files.read(path);
    const file = { path: path.display, text: shownText(text), hash };
    if (stamp === undefined) known.delete(path.uri);
    else known.set(path.uri, { stamp, file });
    return file;
  };

  const loaded = async (place: string): Promise<InstructionFile | undefined> => {
    try {
      // Looked for first without the guard: nearly all places are empty, and this shows nothing.
      const uri = lexicalUri(place, parts.paths);
      if (uri === undefined || (await fileStamp(uri)) === undefined) return undefined;
      const path = await resolveWorkspacePath(place, parts.paths);
      return (await mayBeLoaded(path, parts)) ? await read(path) : undefined;
    } catch (error) {
      if (!(error instanceof ToolRefusal || error instanceof PlumbError)) {
        parts.logger.error('A file of instructions could not be read', error);
      }
      return undefined;
    }
  };

  return {
    changed: async (given, touched) => {
      if (!parts.enabled() || !parts.isTrusted()) return [];
      const places = instructionPlaces(parts.paths.folders(), touched, parts.useClaudeMd());
      const found = (await Promise.all(places.map(loaded))).filter(file => file !== undefined);
      // Two names of one file are given once.
      const distinct = [...new Map(found.map(file => [file.path, file])).values()];
      // Trust may have been taken back while the files were read.
      if (!parts.isTrusted()) return [];
      return fitting(distinct.filter(({ path, hash }) => given.get(path) !== hash));
    },
  };
}

/** A link may lead to any file of the workspace: only what is meant for agents is shown unasked. */
async function mayBeLoaded(
  path: WorkspacePath,
  { paths, access }: ProjectInstructionsParts,
): Promise<boolean> {
  if (!isInstructionFile(path.display) || (await paths.isForbidden(path.uri))) return false;
  return !(await access.isIgnored(path));
}

/** Where a display path is if no link is in the way. */
function lexicalUri(place: string, paths: PathPort): vscode.Uri | undefined {
  const folders = namedFolders(paths.folders());
  const segments = place.split('/');
  const name = folders.length > 1 ? segments.shift() : folders[0]?.name;
  const folder = folders.find(candidate => candidate.name === name);
  return folder && vscode.Uri.joinPath(vscode.Uri.parse(folder.uri, true), ...segments);
}

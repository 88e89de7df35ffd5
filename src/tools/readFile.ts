import { z } from 'zod';
import { splitLines } from '../edits/lines.ts';
import { MAX_LINE_CHARACTERS, numberedLine } from './numberedLines.ts';
import { resolveWorkspacePath } from './paths.ts';
import { MAX_FILE_BYTES, type FilesPort, type WorkspacePath } from './ports.ts';
import { defineReadTool, ToolRefusal } from './tool.ts';
import { pathInput } from './inputs.ts';
import * as l10n from '@vscode/l10n';

/** Characters are UTF-16 code units. */
const MAX_LINES = 2_000;
const MAX_CHARACTERS = 48_000;
const MAX_LINE_NUMBER = 10_000_000;

export const readFile = defineReadTool({
  name: 'read_file',
  description: `Reads a text file of the workspace as the user sees it, unsaved changes included. Use it before editing a file, and with startLine and endLine for a part of a long one; several files can be read side by side in one step. To look for something in many files use search_text instead. Returns a heading, then one line of the file per line: its number, a tab, its text. At most ${MAX_LINES} lines or ${MAX_CHARACTERS} characters come back at once, and lines are cut after ${MAX_LINE_CHARACTERS} characters; what was left out is said at the end. The number and the tab are no part of the file: leave them out of edits.`,
  input: z.strictObject({
    path: pathInput('The file'),
    startLine: z
      .int()
      .min(1)
      .max(MAX_LINE_NUMBER)
      .optional()
      .describe('First line to read, from 1. Default: 1.'),
    endLine: z
      .int()
      .min(1)
      .max(MAX_LINE_NUMBER)
      .optional()
      .describe('Last line to read, included. Default: the end of the file.'),
  }),
  title: ({ path, startLine, endLine }) =>
    startLine === undefined && endLine === undefined
      ? path
      : `${path}:${startLine ?? 1}-${endLine ?? ''}`,
  run: async ({ path: input, startLine = 1, endLine }, { paths, files, shown: shownTexts }) => {
    if (endLine !== undefined && endLine < startLine) {
      throw new ToolRefusal(`endLine (${endLine}) comes before startLine (${startLine}).`);
    }
    const path = await resolveWorkspacePath(input, paths);
    await requireReadableFile(path, files);
    const { text, hash, dirty } = await files.read(path);
    const lines = splitLines(text).map(line => line.text);
    if (startLine > Math.max(1, lines.length)) {
      throw new ToolRefusal(
        `${path.display} has ${lines.length} lines; startLine is ${startLine}.`,
      );
    }
    shownTexts.note(path, { text, hash, numbered: true });
    const wanted = lines.slice(startLine - 1, endLine);
    const shown = numbered(wanted, startLine);
    const lastLine = startLine + shown.length - 1;
    return {
      content: [
        heading(path.display, { startLine, lastLine, count: lines.length, dirty }),
        ...shown,
        ...(shown.length < wanted.length
          ? [`[Cut here. Read on with startLine ${lastLine + 1}.]`]
          : []),
      ].join('\n'),
      summary: l10n.t('{0} lines', shown.length),
      failed: false,
    };
  },
});

/** @throws ToolRefusal if the path is no file, or one too long to be read */
async function requireReadableFile(path: WorkspacePath, files: FilesPort): Promise<void> {
  const kind = await files.kind(path);
  if (kind === 'missing') {
    throw new ToolRefusal(`${path.display} does not exist. Look for it with find_files.`);
  }
  if (kind === 'directory') {
    throw new ToolRefusal(`${path.display} is a directory. Use list_directory.`);
  }
  const bytes = await files.size(path);
  if (bytes > MAX_FILE_BYTES) {
    throw new ToolRefusal(
      `${path.display} has ${bytes} bytes; files over ${MAX_FILE_BYTES} bytes are not read. Use search_text with this path as its glob.`,
    );
  }
}

function heading(
  display: string,
  part: { startLine: number; lastLine: number; count: number; dirty: boolean },
): string {
  const unsaved = part.dirty ? ' (with changes that the user has not saved)' : '';
  return part.count === 0
    ? `${display} is empty${unsaved}.`
    : `${display}, lines ${part.startLine}-${part.lastLine} of ${part.count}${unsaved}:`;
}

/** As many numbered lines as fit, at least one if there is one. */
function numbered(lines: readonly string[], first: number): string[] {
  const shown: string[] = [];
  let characters = 0;
  for (const [index, text] of lines.entries()) {
    const line = numberedLine(first + index, text);
    characters += line.length + 1;
    if (index >= MAX_LINES || (index > 0 && characters > MAX_CHARACTERS)) break;
    shown.push(line);
  }
  return shown;
}

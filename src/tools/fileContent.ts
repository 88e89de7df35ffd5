import { PlumbError } from '../base/errors.ts';
import { splitLines } from '../edits/lines.ts';
import { cutUnits, type Unit } from './cutUnits.ts';
import { hasImageName, keepImage, type KeptImage } from './imageFile.ts';
import { notebookCells, type NotebookCell } from './notebookCells.ts';
import { numberedLine } from './numberedLines.ts';
import { MAX_FILE_BYTES, type FileText, type WorkspacePath } from './ports.ts';
import { ToolRefusal, type ToolContext } from './tool.ts';

/** The part of a file that is wanted, in lines, or in cells of a notebook; from 1, both included. */
export interface Range {
  readonly startLine: number;
  /** Undefined: to the end. */
  readonly endLine: number | undefined;
}

/** What is to be shown of a file. */
export type FileContent = UnitsContent | ({ readonly kind: 'image' } & KeptImage);

export interface UnitsContent {
  readonly kind: 'lines' | 'cells';
  readonly units: readonly Unit[];
  /** How many the whole file has. */
  readonly count: number;
  /** True if the editor holds text that is not saved. */
  readonly dirty: boolean;
}

type ReadContext = Pick<ToolContext, 'files' | 'images' | 'shown'>;

/** Of one cell, in UTF-16 code units, unless it is read alone. */
const MAX_CELL = 6_000;
const MAX_LONE_CELL = 40_000;

/**
 * Reads a file that may be shown.
 * @throws ToolRefusal or PlumbError saying why it cannot be read and what to do instead
 */
export async function readContent(
  path: WorkspacePath,
  range: Range,
  context: ReadContext,
): Promise<FileContent> {
  const { files, shown } = context;
  await requireFile(path, context);
  if (hasImageName(path)) {
    const kept = await keepImage(path, context);
    if (kept !== undefined) return { kind: 'image', ...kept };
  }
  await requireReadableSize(path, context);
  if (/\.ipynb$/i.test(path.display)) {
    return contentOfNotebook(path, range, await files.notebook(path));
  }
  const file = await textOrImage(path, context);
  if ('image' in file) return { kind: 'image', ...file };
  const content = contentOfText(path, range, file);
  shown.note(path, { text: file.text, hash: file.hash, numbered: true });
  return content;
}

/** @throws ToolRefusal if there is no file */
async function requireFile(path: WorkspacePath, { files }: ReadContext): Promise<void> {
  const kind = await files.kind(path);
  if (kind === 'missing') {
    throw new ToolRefusal(`${path.display} does not exist. Look for it with find_files.`);
  }
  if (kind === 'directory') {
    throw new ToolRefusal(`${path.display} is a directory. Use list_directory.`);
  }
}

/** @throws ToolRefusal if the file is too long to be read */
async function requireReadableSize(path: WorkspacePath, { files }: ReadContext): Promise<void> {
  const bytes = await files.size(path);
  if (bytes > MAX_FILE_BYTES) {
    throw new ToolRefusal(
      `${path.display} has ${bytes} bytes; files over ${MAX_FILE_BYTES} bytes are not read. Use search_text with this path as its glob.`,
    );
  }
}

/** The text; an image by its bytes if it is no text. */
async function textOrImage(
  path: WorkspacePath,
  context: ReadContext,
): Promise<FileText | KeptImage> {
  try {
    return await context.files.read(path);
  } catch (error) {
    if (!(error instanceof PlumbError)) throw error;
    const kept = await keepImage(path, context);
    if (kept !== undefined) return kept;
    const bytes = await context.files.size(path);
    throw new ToolRefusal(`${error.message} It has ${bytes} bytes.`, { cause: error });
  }
}

function contentOfText(path: WorkspacePath, range: Range, { text, dirty }: FileText): UnitsContent {
  const lines = splitLines(text);
  const units = within(path, 'lines', range, lines).map(({ item, number }) => ({
    number,
    text: numberedLine(number, item.text),
  }));
  return { kind: 'lines', units, count: lines.length, dirty };
}

function contentOfNotebook(path: WorkspacePath, range: Range, file: FileText): UnitsContent {
  const cells = notebookCells(file.text);
  if (cells === undefined) return contentOfText(path, range, file);
  const wanted = within(path, 'cells', range, cells);
  const limit = wanted.length === 1 ? MAX_LONE_CELL : MAX_CELL;
  const units = wanted.map(({ item, number }) => ({
    number,
    text: cellText(item, number, limit),
  }));
  return { kind: 'cells', units, count: cells.length, dirty: file.dirty };
}

function cellText(cell: NotebookCell, number: number, limit: number): string {
  const lines = splitLines(cell.source).map((line, index) => ({
    number: index + 1,
    text: numberedLine(index + 1, line.text),
  }));
  const { head, tail, leftOut } = cutUnits(lines, { characters: limit, units: lines.length });
  const gap =
    leftOut === undefined
      ? []
      : [
          limit === MAX_LONE_CELL
            ? `[Lines ${leftOut.first}-${leftOut.last} of this cell left out: it is too long.]`
            : `[Lines ${leftOut.first}-${leftOut.last} of this cell left out. Read it alone with startLine ${number} and endLine ${number}.]`,
        ];
  return [
    `Cell ${number} (${cell.kind}, ${cell.language}):`,
    ...head.map(({ text }) => text),
    ...gap,
    ...tail.map(({ text }) => text),
    ...cell.outputs.flatMap(output => ['Output:', output]),
  ].join('\n');
}

/** @throws ToolRefusal if the range begins behind the end */
function within<T>(
  { display }: WorkspacePath,
  kind: UnitsContent['kind'],
  { startLine, endLine }: Range,
  items: readonly T[],
): { readonly item: T; readonly number: number }[] {
  if (startLine > Math.max(1, items.length)) {
    throw new ToolRefusal(`${display} has ${items.length} ${kind}; startLine is ${startLine}.`);
  }
  return items
    .slice(startLine - 1, endLine)
    .map((item, index) => ({ item, number: startLine + index }));
}

import * as l10n from '@vscode/l10n';
import * as z from 'zod';
import type { Guarded } from '../base/accessLevel.ts';
import { PlumbError } from '../base/errors.ts';
import { maskSecrets } from '../base/secretText.ts';
import type { TextSource } from '../base/textSource.ts';
import { contentText, needOf } from './contentText.ts';
import { fairShares } from './cutUnits.ts';
import { readContent, type FileContent } from './fileContent.ts';
import { fileCount } from './fileCount.ts';
import { guardOf, requireGranted } from './guard.ts';
import { pathInput } from './inputs.ts';
import { MAX_LINE_CHARACTERS } from './numberedLines.ts';
import { resolveReadablePath } from './paths.ts';
import type { WorkspacePath } from './ports.ts';
import { defineReadTool, ToolRefusal, type ToolContext, type ToolOutput } from './tool.ts';

/** Of all files of a call together, in UTF-16 code units. */
const MAX_CHARACTERS = 48_000;
const MAX_FILES = 20;
const MAX_LINE_NUMBER = 10_000_000;

const lineInput = (what: string) => z.int().min(1).max(MAX_LINE_NUMBER).optional().describe(what);

const onePart = {
  startLine: lineInput('First line to read, from 1. Default: 1. In a notebook: the first cell.'),
  endLine: lineInput(
    'Last line to read, included. Default: the end of the file. In a notebook: the last cell.',
  ),
};

interface Part {
  readonly path: string;
  readonly startLine?: number | undefined;
  readonly endLine?: number | undefined;
}

const Input = z
  .strictObject({
    path: pathInput('The file').optional(),
    ...onePart,
    files: z
      .array(z.strictObject({ path: pathInput('A file'), ...onePart }))
      .min(1)
      .max(MAX_FILES)
      .optional()
      .describe(
        `Instead of path, to read several files at once: at most ${MAX_FILES}, each with its own startLine and endLine.`,
      ),
  })
  .refine(({ path, files }) => (path === undefined) !== (files === undefined), {
    error: 'give either path, for one file, or files, for several; not both',
  })
  .refine(
    ({ files, startLine, endLine }) =>
      files === undefined || (startLine === undefined && endLine === undefined),
    { error: 'startLine and endLine belong into each of the files' },
  );

export const readFile = defineReadTool({
  name: 'read_file',
  description: `Reads files of the workspace as the user sees them, unsaved changes included: one by path, or several in one call by files, which is faster than one call each. Use it before editing a file, and with startLine and endLine for a part of a long one; to look for something in many files use search_text instead. Returns for each file a heading, then one line of the file per line: its number, a tab, its text. Notebooks (.ipynb) come as cells with their outputs as text, and startLine and endLine count cells; an image (PNG, JPEG, GIF, WebP) goes with the next request, so that you see it. About ${MAX_CHARACTERS} characters come back at once, shared by the files; lines are cut after ${MAX_LINE_CHARACTERS} characters, and the middle of a long file is left out and named. The number and the tab are no part of the file: leave them out of edits.`,
  input: Input,
  title: input => partsOf(input).map(titleOf).join(', '),
  guarded: async (input, context) => {
    const found = await Promise.all(
      partsOf(input).map(part => guardedIn(part, context).catch(leaveToRun)),
    );
    return found.flatMap(guarded => guarded ?? []);
  },
  run: async (input, context) => {
    const [only] = partsOf(input);
    if (input.files === undefined && only !== undefined) {
      return output([await readPart(only, context)]);
    }
    return output(await Promise.all(partsOf(input).map(part => readOrFail(part, context))));
  },
});

/** The place of a file; the one way by which paths of the model come in here. */
function placeOf({ path }: Part, { paths }: ToolContext): Promise<WorkspacePath> {
  return resolveReadablePath(path, paths);
}

async function guardedIn(part: Part, context: ToolContext): Promise<Guarded | undefined> {
  return guardOf(await placeOf(part, context), context);
}

/** Why a file cannot be read is said by `run`, beside the others. */
function leaveToRun(error: unknown): undefined {
  if (!isForTheModel(error)) throw error;
}

interface ReadPart {
  readonly path: string;
  readonly content: FileContent;
  readonly source: TextSource;
}

interface FailedPart {
  readonly path: string;
  readonly why: string;
}

async function readPart(part: Part, context: ToolContext): Promise<ReadPart> {
  const { startLine = 1, endLine } = part;
  if (endLine !== undefined && endLine < startLine) {
    throw new ToolRefusal(`endLine (${endLine}) comes before startLine (${startLine}).`);
  }
  const path = await placeOf(part, context);
  const source = await requireGranted(path, context);
  context.signal.throwIfAborted();
  const content = await readContent(path, { startLine, endLine }, context);
  return { path: path.display, content, source };
}

async function readOrFail(part: Part, context: ToolContext): Promise<ReadPart | FailedPart> {
  try {
    return await readPart(part, context);
  } catch (error) {
    if (!isForTheModel(error)) throw error;
    return { path: part.path, why: error.message };
  }
}

function isForTheModel(error: unknown): error is Error {
  return error instanceof ToolRefusal || error instanceof PlumbError;
}

function output(parts: readonly (ReadPart | FailedPart)[]): ToolOutput {
  const read = parts.filter(part => 'content' in part);
  const shares = fairShares(
    parts.map(part => ('content' in part ? needOf(part.content) : part.why.length)),
    MAX_CHARACTERS,
  );
  const holdsSecrets = read.some(({ source }) => source.origin === 'secret');
  const images = read.flatMap(({ content }) => (content.kind === 'image' ? content.image : []));
  const sections = parts.map((part, index) => {
    if (!('content' in part)) return `${part.path} was not read: ${part.why}`;
    const text = contentText(part.path, part.content, shares[index] ?? 0);
    // The agent masks all or nothing, and a person allowed the secrets of that file alone.
    return holdsSecrets && part.source.origin !== 'secret' ? maskSecrets(text) : text;
  });
  return {
    content: sections.join('\n\n'),
    summary: summaryOf(read, parts.length),
    failed: read.length === 0,
    sources: read.flatMap(sourcesOf),
    ...(images.length === 0 ? {} : { images }),
    ...(holdsSecrets ? { holdsSecrets } : {}),
  };
}

function sourcesOf({ path, content, source }: ReadPart): readonly TextSource[] {
  return content.kind === 'image' ? [source, { origin: 'image', name: path }] : [source];
}

function summaryOf(read: readonly ReadPart[], wanted: number): string {
  const [only] = read;
  if (wanted > 1 || only === undefined) {
    return read.length === wanted
      ? fileCount(wanted)
      : l10n.t('{0} of {1} files', read.length, wanted);
  }
  const { content } = only;
  switch (content.kind) {
    case 'image':
      return l10n.t('{0} × {1} pixels', content.width, content.height);
    case 'cells':
      return l10n.t('{0} cells', content.units.length);
    case 'lines':
      return l10n.t('{0} lines', content.units.length);
  }
}

function partsOf(input: z.infer<typeof Input>): readonly Part[] {
  const { path, startLine, endLine, files } = input;
  return files ?? (path === undefined ? [] : [{ path, startLine, endLine }]);
}

function titleOf({ path, startLine, endLine }: Part): string {
  return startLine === undefined && endLine === undefined
    ? path
    : `${path}:${startLine ?? 1}-${endLine ?? ''}`;
}

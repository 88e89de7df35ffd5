import * as l10n from '@vscode/l10n';
import * as z from 'zod';
import { cutLine } from '../base/text.ts';
import type { TextSource } from '../base/textSource.ts';
import { requireGranted } from './guard.ts';
import { pathInput } from './inputs.ts';
import type { FoundSymbol } from './languagePort.ts';
import { resolveWorkspacePath } from './paths.ts';
import { NOTHING_KNOWN } from './placesTool.ts';
import { byPath, sourceOf } from './shownPlaces.ts';
import { guardedAt } from './symbolPosition.ts';
import { defineReadTool, ToolRefusal, type ToolContext, type ToolOutput } from './tool.ts';

const MAX_SYMBOLS = 200;
const MAX_NAME = 200;

interface Input {
  readonly query?: string | undefined;
  readonly path?: string | undefined;
}

export const findSymbols = defineReadTool<Input>({
  name: 'find_symbols',
  description: `Finds classes, functions, variables and the like by name, as the language server knows them. Use it to find where something is defined. With path: the outline of that file, which is the quickest way to see what a long file holds. With query: symbols of the workspace whose name fits it (only of languages that a file was opened or outlined of in this window). With both: the symbols of that file whose name contains query. Not for words in comments or texts: use search_text. Returns a heading per file, then a line per symbol: its line number, a tab, its kind, its name and what it is in; at most ${MAX_SYMBOLS}.`,
  input: z
    .strictObject({
      query: z
        .string()
        .min(1)
        .max(MAX_NAME)
        .optional()
        .describe('A name, or the beginning of one.'),
      path: pathInput('One file').optional(),
    })
    .refine(
      ({ query, path }) => query !== undefined || path !== undefined,
      'give a query, a path, or both',
    ),
  title: ({ query, path }) => [query, path].filter(part => part !== undefined).join(' in '),
  guarded: async ({ path }, context) => (path === undefined ? [] : guardedAt(path, context)),
  run: (input, context) =>
    input.path === undefined
      ? inWorkspace(input.query ?? '', context)
      : inFile(input.path, input.query, context),
});

async function inFile(
  input: string,
  query: string | undefined,
  context: ToolContext,
): Promise<ToolOutput> {
  const path = await resolveWorkspacePath(input, context.paths);
  const source = await requireGranted(path, context);
  if ((await context.files.kind(path)) !== 'file') {
    throw new ToolRefusal(`${path.display} is no file. Look for it with find_files.`);
  }
  const wanted = query?.toLowerCase() ?? '';
  const all = await context.languages.documentSymbols(path, context.signal);
  const symbols = all.filter(({ name }) => name.toLowerCase().includes(wanted));
  return output(symbols, [source], [], `No symbol is known there.`);
}

/** Symbols of files that are not to be told of are counted, and no more. */
async function inWorkspace(query: string, context: ToolContext): Promise<ToolOutput> {
  const all = await context.languages.workspaceSymbols(query, context.signal);
  const origins = new Map<string, TextSource | undefined>();
  for (const { path, file } of all) {
    if (!origins.has(path)) origins.set(path, await sourceOf(file, context));
  }
  const told = all.filter(({ path }) => origins.get(path) !== undefined);
  const hidden = all.length - told.length;
  const notes =
    hidden === 0
      ? []
      : [`[${hidden} more in files outside of the workspace or guarded are left out.]`];
  const shown = new Set(told.slice(0, MAX_SYMBOLS).map(({ path }) => path));
  const sources = [...origins].flatMap(([path, source]) =>
    source === undefined || !shown.has(path) ? [] : [source],
  );
  return output(told, sources, notes, `No symbol ${JSON.stringify(query)} is known.`);
}

function output(
  symbols: readonly FoundSymbol[],
  sources: readonly TextSource[],
  notes: readonly string[],
  nothing: string,
): ToolOutput {
  const shown = symbols.slice(0, MAX_SYMBOLS);
  return {
    content: [
      ...(symbols.length === 0 ? [`${nothing} ${NOTHING_KNOWN}`] : grouped(shown)),
      ...(symbols.length > shown.length
        ? [`[Cut after ${shown.length} of ${symbols.length} symbols. Give a longer query.]`]
        : []),
      ...notes,
    ].join('\n'),
    summary: l10n.t('{0} symbols', symbols.length),
    failed: false,
    sources,
  };
}

function grouped(symbols: readonly FoundSymbol[]): string[] {
  const ordered = [...byPath(symbols).values()].flat();
  return ordered.flatMap((symbol, index) => [
    ...(ordered[index - 1]?.path === symbol.path ? [] : [symbol.path]),
    symbolLine(symbol),
  ]);
}

function symbolLine({ line, kind, name, container }: FoundSymbol): string {
  const place = container === '' ? '' : ` in ${cutLine(container, MAX_NAME)}`;
  return `${line}\t${kind} ${cutLine(name, MAX_NAME)}${place}`;
}

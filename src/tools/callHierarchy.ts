import * as l10n from '@vscode/l10n';
import * as z from 'zod';
import { cutLine } from '../base/text.ts';
import type { TextSource } from '../base/textSource.ts';
import type { CallEdge, Place } from './languagePort.ts';
import { NOTHING_KNOWN } from './placesTool.ts';
import { sourceOf } from './shownPlaces.ts';
import {
  findPosition,
  guardedAt,
  positionInput,
  positionTitle,
  type PositionInput,
} from './symbolPosition.ts';
import { defineReadTool, type ToolContext } from './tool.ts';

const MAX_EDGES = 100;
const MAX_CALLS = 20;
const MAX_NAME = 200;
const DIRECTIONS = ['incoming', 'outgoing'] as const;

type Input = PositionInput & { readonly direction: (typeof DIRECTIONS)[number] };

export const callHierarchy = defineReadTool<Input>({
  name: 'call_hierarchy',
  description: `Tells who calls a function (incoming), or what it calls (outgoing), as the language server knows it, one level at a time. Use it to follow the way of data or to see what a change would reach; for uses that are no calls take find_references. Returns a line per function: where it is, its kind and name, and the lines that the calls are on; at most ${MAX_EDGES} functions with ${MAX_CALLS} lines each.`,
  input: z.strictObject({
    ...positionInput,
    direction: z
      .enum(DIRECTIONS)
      .describe('incoming: the functions that call it. outgoing: the functions that it calls.'),
  }),
  title: input => `${positionTitle(input)}, ${input.direction}`,
  guarded: ({ path }, context) => guardedAt(path, context),
  run: async (input, context) => {
    const found = await findPosition(input, context);
    const sources = [found.source];
    if ('refusal' in found) {
      return { content: found.refusal, summary: l10n.t('not found'), failed: true, sources };
    }
    const edges = await context.languages.calls(found.at, input.direction, context.signal);
    const shown = await Promise.all(
      (edges ?? []).slice(0, MAX_EDGES).map(edge => describeEdge(edge, context)),
    );
    const nothing =
      edges === undefined
        ? `Nothing that can be called is known at ${input.symbol}. ${NOTHING_KNOWN}`
        : input.direction === 'incoming'
          ? `Nothing that calls ${input.symbol} is known.`
          : `${input.symbol} calls nothing that is known.`;
    return {
      content: [
        ...(found.note === '' ? [] : [found.note]),
        ...(shown.length === 0 ? [nothing] : shown.map(({ line }) => line)),
        ...(edges !== undefined && edges.length > MAX_EDGES
          ? [`[Cut after ${MAX_EDGES} of ${edges.length} functions.]`]
          : []),
      ].join('\n'),
      summary: l10n.t('{0} functions', edges?.length ?? 0),
      failed: false,
      sources: [...sources, ...shown.flatMap(edge => edge.sources)],
    };
  },
});

/** The name of a function is text of its file, and is not told of files that are not to be shown. */
async function describeEdge(
  { symbol, calls }: CallEdge,
  context: ToolContext,
): Promise<{ readonly line: string; readonly sources: readonly TextSource[] }> {
  const source = await sourceOf(symbol.file, context);
  const place = `${symbol.path}:${symbol.line}`;
  const name =
    source === undefined
      ? ' (outside of the workspace or guarded; its text is not shown)'
      : `\t${symbol.kind} ${cutLine(symbol.name, MAX_NAME)}`;
  return {
    line: `${place}${name}${callLines(calls)}`,
    sources: source === undefined ? [] : [source],
  };
}

function callLines(calls: readonly Place[]): string {
  const [first] = calls;
  if (first === undefined) return '';
  const lines = [...new Set(calls.map(({ line }) => line))];
  const more = lines.length > MAX_CALLS ? ` and ${lines.length - MAX_CALLS} more` : '';
  return `; called in ${first.path}, lines ${lines.slice(0, MAX_CALLS).join(', ')}${more}`;
}

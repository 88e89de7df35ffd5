import * as z from 'zod';
import { splitLines } from '../edits/lines.ts';
import { requireGranted } from './guard.ts';
import { pathInput } from './inputs.ts';
import type { LineRange } from './languagePort.ts';
import { resolveWorkspacePath } from './paths.ts';
import type { WorkspacePath } from './ports.ts';
import { ToolRefusal, type ToolContext } from './tool.ts';

const MAX_LINE_NUMBER = 10_000_000;

/** The lines that actions are asked for; both tools take the same. */
export const actionLinesInput = {
  path: pathInput('The file'),
  startLine: z
    .int()
    .min(1)
    .max(MAX_LINE_NUMBER)
    .optional()
    .describe('First line, from 1: that of the problem to fix, for one. Default: 1.'),
  endLine: z
    .int()
    .min(1)
    .max(MAX_LINE_NUMBER)
    .optional()
    .describe('Last line, included. Default: startLine, or the end of the file without that.'),
};

export interface ActionLinesInput {
  readonly path: string;
  readonly startLine?: number | undefined;
  readonly endLine?: number | undefined;
}

/** @throws ToolRefusal if the file has no such lines or is not to be read */
export async function actionLines(
  { path: input, startLine, endLine }: ActionLinesInput,
  context: ToolContext,
): Promise<{ readonly path: WorkspacePath; readonly lines: LineRange }> {
  const path = await resolveWorkspacePath(input, context.paths);
  await requireGranted(path, context);
  const count = Math.max(1, splitLines((await context.files.read(path)).text).length);
  const first = startLine ?? 1;
  const last = endLine ?? startLine ?? count;
  if (first > count || last < first) {
    throw new ToolRefusal(`${path.display} has ${count} lines; ${first}-${last} is none of it.`);
  }
  return { path, lines: { first, last: Math.min(last, count) } };
}

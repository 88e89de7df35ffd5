import * as z from 'zod';
import type { Guarded } from '../base/accessLevel.ts';
import { cutLine } from '../base/text.ts';
import type { TextSource } from '../base/textSource.ts';
import { findOnLine } from './findOnLine.ts';
import { guardOf, requireGranted } from './guard.ts';
import { pathInput } from './inputs.ts';
import type { Position } from './languagePort.ts';
import { resolveWorkspacePath } from './paths.ts';
import type { WorkspacePath } from './ports.ts';
import type { ToolContext } from './tool.ts';

const MAX_LINE_NUMBER = 10_000_000;
const MAX_SYMBOL = 500;

/** How the model says where an identifier is: models cannot count columns. */
export const positionInput = {
  path: pathInput('The file'),
  line: z
    .int()
    .min(1)
    .max(MAX_LINE_NUMBER)
    .describe('The line that the identifier is on, from 1, from your last read of the file.'),
  symbol: z
    .string()
    .min(1)
    .max(MAX_SYMBOL)
    .refine(symbol => !/[\r\n\0]/.test(symbol), 'an identifier is on one line')
    .describe('The identifier itself, exactly as it stands on that line.'),
  occurrence: z
    .int()
    .min(1)
    .max(1_000)
    .optional()
    .describe('Which one, from 1 at the left, if the line has it several times.'),
};

export interface PositionInput {
  readonly path: string;
  readonly line: number;
  readonly symbol: string;
  readonly occurrence?: number | undefined;
}

/** For the card: `name at src/a.ts:12`. */
export function positionTitle({ path, line, symbol }: PositionInput): string {
  return `${cutLine(symbol, 100)} (${path}:${line})`;
}

/** Where an identifier is, or why not, in words for the model; and whose text these words tell. */
export type FoundPosition = { readonly source: TextSource } & (
  | {
      readonly at: Position;
      /** What was tolerated to find it, or empty. */
      readonly note: string;
      /** Whether the line has it several times and none was chosen. */
      readonly isAmbiguous: boolean;
    }
  | { readonly refusal: string }
);

/** @throws ToolRefusal if the file is not to be read */
export async function findPosition(
  { path: input, ...wanted }: PositionInput,
  context: ToolContext,
): Promise<FoundPosition> {
  const path = await resolveWorkspacePath(input, context.paths);
  const source = await requireGranted(path, context);
  const { text } = await context.files.read(path);
  const found = findOnLine(text, wanted, path.display);
  if ('refusal' in found) return { source, refusal: found.refusal };
  const { line, column, note, isAmbiguous } = found;
  return { source, at: { path, line, column }, note, isAmbiguous };
}

/** What a person has to be asked before a tool tells of a file. */
export async function guardedAt(path: string, context: ToolContext): Promise<Guarded[]> {
  return guardedOf([await resolveWorkspacePath(path, context.paths)], context);
}

export async function guardedOf(
  paths: readonly WorkspacePath[],
  context: ToolContext,
): Promise<Guarded[]> {
  const found = await Promise.all(paths.map(path => guardOf(path, context)));
  return found.flatMap(guarded => (guarded === undefined ? [] : [guarded]));
}

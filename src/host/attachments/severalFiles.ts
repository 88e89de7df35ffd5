import path from 'node:path';
import { PlumbError } from '../../base/errors.ts';
import { fenced } from '../../chat/fence.ts';
import { fairShares } from '../../tools/cutUnits.ts';
import { guardOf } from '../../tools/guard.ts';
import { hasImageName } from '../../tools/imageFile.ts';
import type { WorkspacePath } from '../../tools/ports.ts';
import { isDependency, isSecretByName } from '../../tools/secretFiles.ts';
import type { ToolContext } from '../../tools/tool.ts';
import { fittingText } from './boundedText.ts';

/** A file of several that go along together. */
export interface FileText {
  readonly display: string;
  readonly text: string;
}

/**
 * The texts of the first files that may go along without a question: nothing that is guarded, and
 * no binary.
 * @param limits how many files, and how large one may be in bytes
 */
export async function readableTexts(
  places: readonly WorkspacePath[],
  context: ToolContext,
  { most, largest }: { readonly most: number; readonly largest: number },
): Promise<readonly FileText[]> {
  const found: FileText[] = [];
  for (const place of places) {
    if (found.length === most) break;
    const text = await readableText(place, context, largest);
    if (text !== undefined) found.push({ display: place.display, text });
  }
  return found;
}

async function readableText(
  place: WorkspacePath,
  context: ToolContext,
  largest: number,
): Promise<string | undefined> {
  const { display } = place;
  if (hasImageName(place) || isSecretByName(display) || isDependency(display)) return undefined;
  try {
    if ((await context.files.kind(place)) !== 'file') return undefined;
    if ((await context.files.size(place)) > largest) return undefined;
    if ((await guardOf(place, context)) !== undefined) return undefined;
    return (await context.files.read(place)).text;
  } catch (error) {
    if (error instanceof PlumbError) return undefined;
    throw error;
  }
}

/** Each file under its name in a fence of its own; they share the room. */
export function fileBlocks(files: readonly FileText[], room: number): readonly string[] {
  const shares = fairShares(
    files.map(({ text }) => text.length),
    room,
  );
  return files.map(({ display, text }, index) => {
    const fitting = fittingText(text, shares[index] ?? 0, { advice: 'Read them with read_file.' });
    return `${display}:\n${fenced(fitting, path.extname(display).slice(1))}`;
  });
}

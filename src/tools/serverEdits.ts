import { editProposal } from './editProposal.ts';
import { diffFile, type DiffFile } from '../edits/lineDiff.ts';
import { lineEndingOf } from '../edits/lineEnding.ts';
import { splitLines, withLineFeeds, type TextLine } from '../edits/lines.ts';
import { applyReplacements } from '../edits/textReplacement.ts';
import type { FileEdits, RangeEdit } from './languagePort.ts';
import { resolveWorkspacePath } from './paths.ts';
import type { FileChange, TextReplacement } from './ports.ts';
import { ToolRefusal, type EditProposal, type ToolContext } from './tool.ts';

/**
 * Makes what a language server would change a proposal like every other edit: against the text that
 * the files port gives, with the line endings that each file has.
 * @throws ToolRefusal if there is nothing to change, if a file is outside of the workspace or not
 * to be touched, or if the editor's text is another one than the file's
 */
export async function proposeServerEdits(
  files: readonly FileEdits[],
  context: ToolContext,
  notes: readonly string[] = [],
): Promise<EditProposal> {
  requireDistinct(files);
  const changes: FileChange[] = [];
  const diff: DiffFile[] = [];
  for (const file of files) {
    context.signal.throwIfAborted();
    const planned = await planFile(file, context);
    if (planned === undefined) continue;
    changes.push(planned.change);
    diff.push(planned.diff);
  }
  if (changes.length === 0) {
    throw new ToolRefusal('The language server has nothing to change there. Nothing was changed.');
  }
  return editProposal({ changes, diff, notes }, context);
}

/** Undefined if a file stays as it is. */
async function planFile(
  { path: name, file, text: known, edits }: FileEdits,
  context: ToolContext,
): Promise<{ readonly change: FileChange; readonly diff: DiffFile } | undefined> {
  if (file === undefined) {
    throw new ToolRefusal(
      `The language server would also change ${name}, which is outside of the workspace. Nothing was changed.`,
    );
  }
  // What the server names goes through the path guard as what the model names.
  const path = await resolveWorkspacePath(file.display, context.paths);
  const { text, hash } = await context.files.read(path);
  if (withLineFeeds(text) !== withLineFeeds(known)) {
    throw new ToolRefusal(
      `${path.display} was changed while the language server looked at it. Nothing was changed; call again.`,
    );
  }
  const replacements = replacementsIn(text, edits);
  const after = applied(text, replacements, path.display);
  if (after === text) return undefined;
  return {
    change: { kind: 'update', path, baselineHash: hash, edits: replacements },
    diff: diffFile({ path: path.display, change: 'update', before: text, after }),
  };
}

/** Edits by line and column as offsets of a text, less those that change nothing. */
export function replacementsIn(text: string, edits: readonly RangeEdit[]): TextReplacement[] {
  const lines = splitLines(text);
  const ending = lineEndingOf(text);
  return edits
    .map(edit => {
      const start = offsetOf(text, lines, edit.startLine, edit.startColumn);
      const end = offsetOf(text, lines, edit.endLine, edit.endColumn);
      const wanted = ending === 'mixed' ? endingAt(text, lines, edit.startLine) : ending;
      const added = withLineFeeds(edit.text);
      return { start, end, text: wanted === '\r\n' ? added.replaceAll('\n', '\r\n') : added };
    })
    .filter(({ start, end, text: added }) => text.slice(start, end) !== added);
}

/** As an editor does, a place beyond a line's end is its end, and beyond the last line the end. */
function offsetOf(text: string, lines: readonly TextLine[], line: number, column: number): number {
  const found = lines[line - 1];
  return found === undefined ? text.length : Math.min(found.start + column - 1, found.end);
}

function endingAt(text: string, lines: readonly TextLine[], line: number): string {
  const near = lines[line - 1] ?? lines.at(-1);
  return near === undefined ? '' : text.slice(near.end, near.next);
}

function applied(text: string, replacements: readonly TextReplacement[], display: string): string {
  try {
    return applyReplacements(text, replacements);
  } catch (error) {
    throw new ToolRefusal(
      `The language server's edits of ${display} overlap, so nothing was changed. Make the change with apply_patch.`,
      { cause: error },
    );
  }
}

function requireDistinct(files: readonly FileEdits[]): void {
  const seen = new Set<string>();
  for (const { path } of files) {
    if (seen.has(path)) {
      throw new ToolRefusal(
        `The language server knows ${path} under two names and would change it twice. Nothing was changed; make the change with the edit tools.`,
      );
    }
    seen.add(path);
  }
}

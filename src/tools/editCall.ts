import * as l10n from '@vscode/l10n';
import type { DiffFile } from '../edits/lineDiff.ts';
import type { FileOperation } from '../edits/operations.ts';
import { PatchSyntaxError } from '../edits/refusal.ts';
import type { EditOutcome, WorkspacePath } from './ports.ts';
import { prepareFile, type PreparedFile } from './prepareFile.ts';
import { ToolRefusal, type EditProposal, type ToolContext, type ToolOutput } from './tool.ts';

/**
 * The first half of every edit tool: works out what operations would change, against the text that
 * the user sees, and changes nothing. All files or none.
 * @param operations reads them from the call's arguments
 * @throws ToolRefusal
 */
export async function prepareEdit(
  operations: () => readonly FileOperation[],
  context: ToolContext,
): Promise<EditProposal> {
  try {
    const prepared: PreparedFile[] = [];
    for (const operation of operations()) {
      context.signal.throwIfAborted();
      prepared.push(await prepareFile(operation, context));
    }
    requireDistinct(prepared.flatMap(file => file.touches));
    const notes = prepared.flatMap(file => file.notes);
    return {
      kind: 'edit',
      changes: prepared.map(file => file.change),
      diff: prepared.map(file => file.diff),
      ...(notes.length > 0 ? { notes } : {}),
    };
  } catch (error) {
    if (error instanceof PatchSyntaxError) throw new ToolRefusal(error.message, { cause: error });
    throw error;
  }
}

/** The second half: does what was prepared and tells the model what came of it. */
export async function performEdit(
  { changes, diff, notes = [] }: EditProposal,
  { edits, signal }: ToolContext,
): Promise<ToolOutput> {
  const outcome = await edits.apply(changes, signal);
  if (!outcome.applied) {
    return {
      content: `Nothing was changed: ${outcome.reason}`,
      summary: l10n.t('not applied'),
      failed: true,
    };
  }
  const files = diff.map(file => describeFile(file, outcome.files));
  return {
    content: ['Applied.', ...files, ...notes].join('\n'),
    summary: diff.length === 1 ? l10n.t('1 file') : l10n.t('{0} files', diff.length),
    failed: false,
  };
}

type AppliedFiles = Extract<EditOutcome, { applied: true }>['files'];

function describeFile(file: DiffFile, applied: AppliedFiles): string {
  const path = file.newPath ?? file.path;
  const done = applied.find(candidate => candidate.path === path);
  const state = done?.saved === false ? 'not saved' : 'saved';
  return [
    `- ${path}: ${describeChange(file)}`,
    ...(file.change === 'delete' ? [] : [state]),
    ...(done?.note === undefined ? [] : [done.note]),
  ].join('; ');
}

function describeChange({ change, path, added, removed, hunks }: DiffFile): string {
  const counts = `${added} lines added, ${removed} removed`;
  const ranges = hunks.map(({ newStart, lines }) => {
    const length = lines.filter(line => line.kind !== 'removed').length;
    return `${newStart}-${Math.max(newStart, newStart + length - 1)}`;
  });
  const where = ranges.length === 0 ? '' : `, around lines ${ranges.join(', ')} as they count now`;
  switch (change) {
    case 'create':
      return `created, ${added} lines`;
    case 'update':
      return counts + where;
    case 'move':
      return `moved from ${path}, ${counts}${where}`;
    case 'delete':
      return 'deleted';
  }
}

/** @throws ToolRefusal if two operations concern one file: which comes first would matter */
function requireDistinct(touched: readonly WorkspacePath[]): void {
  const seen = new Set<string>();
  for (const { uri, display } of touched) {
    if (seen.has(uri)) {
      throw new ToolRefusal(
        `${display} occurs twice in the patch. Put everything that happens to it under one header. Nothing was changed.`,
      );
    }
    seen.add(uri);
  }
}

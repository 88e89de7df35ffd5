import type { DiffFile } from '../edits/lineDiff.ts';
import type { EditOutcome } from './ports.ts';

export type AppliedFiles = Extract<EditOutcome, { applied: true }>['files'];

/** For the model, a line per file: what was done, where that stands now, whether it is saved. */
export function describeApplied(diff: readonly DiffFile[], applied: AppliedFiles): string[] {
  return diff.map(file => {
    const path = file.newPath ?? file.path;
    const done = applied.find(candidate => candidate.path === path);
    const state = done?.saved === false ? 'not saved' : 'saved';
    return [
      `- ${path}: ${describeChange(file)}`,
      ...(file.change === 'delete' ? [] : [state]),
      ...(done?.note === undefined ? [] : [done.note]),
    ].join('; ');
  });
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

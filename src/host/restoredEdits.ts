import type { UndoneRows } from '../chat/undoneEdits.ts';
import { diffFile } from '../edits/lineDiff.ts';
import type { AppliedTransaction } from './edits/transactions.ts';

const SIGNS = { context: ' ', removed: '-', added: '+' } as const;

/** What a restore did to the files, for a model whose conversation still holds its edits. */
export function restoredEdits({ files }: AppliedTransaction): readonly UndoneRows[] {
  return files.flatMap(({ display, before, after }): readonly UndoneRows[] => {
    if (after === undefined) return [{ path: display, line: 1, rows: ['(the file is gone)'] }];
    if (before === undefined)
      return [{ path: display, line: 1, rows: ['(the file is there again)'] }];
    const moved = before.uri === after.uri ? [] : [{ path: display, line: 1, rows: ['(moved)'] }];
    const { hunks } = diffFile({
      path: display,
      change: 'update',
      before: before.text,
      after: after.text,
    });
    return [
      ...moved,
      ...hunks.map(({ newStart, lines }) => ({
        path: display,
        line: newStart,
        rows: lines.map(({ kind, text }) => SIGNS[kind] + text),
      })),
    ];
  });
}

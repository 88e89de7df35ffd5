import * as l10n from '@vscode/l10n';
import { numberOf } from './hunkPlaces.ts';
import type { ReviewFile, ReviewHunk } from './review.ts';

/** What happened to a file and how much of it, in words: for tooltips and screen readers. */
export function countsText(file: ReviewFile): string {
  const lines = linesText(file.added, file.removed);
  switch (file.change) {
    case 'create':
      return l10n.t('created, {0}', lines);
    case 'delete':
      return l10n.t('deleted, {0}', lines);
    case 'move':
      return l10n.t('moved from {0}, {1}', file.movedFrom ?? '', lines);
    case 'update':
      return lines;
  }
}

export function linesText(added: number, removed: number): string {
  return l10n.t('{0} added, {1} removed lines', added, removed);
}

/** As every diff tool has it; for eyes only. */
export function countsSign(added: number, removed: number): string {
  return `+${added} −${removed}`;
}

/** Where someone is among the changes of a file. */
export function placeText(file: ReviewFile, hunk: ReviewHunk): string {
  return l10n.t('Change {0} of {1}, {2}', numberOf(file, hunk.id), file.hunks.length, file.display);
}

/** The lines of a hunk, from 1, as they are called in the editor's gutter. */
export function hunkLinesText({ from, to }: ReviewHunk): string {
  if (from === to) return from === 0 ? l10n.t('Before line 1') : l10n.t('After line {0}', from);
  return to - from === 1 ? l10n.t('Line {0}', to) : l10n.t('Lines {0}–{1}', from + 1, to);
}

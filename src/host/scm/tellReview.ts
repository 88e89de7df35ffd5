import * as vscode from 'vscode';
import * as l10n from '@vscode/l10n';
import { fileCount } from '../../tools/fileCount.ts';
import type { ReviewResult } from './askForReview.ts';
import type { ReviewSummary } from './reviewSummary.ts';

/** Findings that are shown at their lines, and those that have no certain place. */
interface FindingCounts {
  readonly placed: number;
  readonly unplaced: number;
}

/** Says what a review came to, and shows the rest of it to a person who wants to see it. */
export async function tellReview(
  { files, leftOut, cut }: ReviewResult,
  { placed, unplaced }: FindingCounts,
  summary: Pick<ReviewSummary, 'show'>,
): Promise<void> {
  const left = leftOut.length + cut.length;
  const message = [
    placed + unplaced === 0
      ? l10n.t('Plumb found nothing to remark in {0}.', fileCount(files.length))
      : l10n.t(
          'Plumb has {0} ({1} reviewed).',
          findingCount(placed + unplaced),
          fileCount(files.length),
        ),
    ...unplacedWords({ placed, unplaced }),
    ...(left === 0 ? [] : [notWholeWords(left)]),
  ];
  const show = l10n.t('Show Summary');
  const chosen = await vscode.window.showInformationMessage(message.join(' '), show);
  if (chosen === show) await summary.show();
}

function findingCount(count: number): string {
  return count === 1 ? l10n.t('1 finding') : l10n.t('{0} findings', count);
}

function unplacedWords({ placed, unplaced }: FindingCounts): readonly string[] {
  if (unplaced === 0) return [];
  if (placed + unplaced === 1) {
    return [l10n.t('It has no certain place and stands in the summary.')];
  }
  return unplaced === 1
    ? [l10n.t('1 of them has no certain place and stands in the summary.')]
    : [l10n.t('{0} of them have no certain place and stand in the summary.', unplaced)];
}

function notWholeWords(count: number): string {
  return count === 1
    ? l10n.t('1 file was not looked at whole.')
    : l10n.t('{0} files were not looked at whole.', count);
}

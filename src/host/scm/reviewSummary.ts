import * as vscode from 'vscode';
import * as l10n from '@vscode/l10n';
import type { Disposable } from '../../base/disposable.ts';
import type { ReviewResult } from './askForReview.ts';
import type { Finding } from './findings.ts';
import { severityWord } from './findingWords.ts';

const SCHEME = 'plumb-review-summary';

/** What a review said on the whole, and all of it that has no place in a file. */
export interface ReviewSummary extends Disposable {
  set(what: string, result: ReviewResult, unplaced: readonly Finding[]): void;
  show(): Promise<void>;
}

export function createReviewSummary(): ReviewSummary {
  const uri = vscode.Uri.from({ scheme: SCHEME, path: `/${l10n.t('Review by Plumb')}` });
  const changed = new vscode.EventEmitter<vscode.Uri>();
  let text = '';
  const documents = vscode.workspace.registerTextDocumentContentProvider(SCHEME, {
    onDidChange: changed.event,
    provideTextDocumentContent: () => text,
  });
  return {
    set: (what, result, unplaced) => {
      text = summaryText(what, result, unplaced);
      changed.fire(uri);
    },
    show: async () => {
      await vscode.window.showTextDocument(uri, { preview: true });
    },
    dispose: () => {
      documents.dispose();
      changed.dispose();
    },
  };
}

function summaryText(
  what: string,
  { summaries, files, leftOut, cut }: ReviewResult,
  unplaced: readonly Finding[],
): string {
  const list = (heading: string, names: readonly string[]): string[] =>
    names.length === 0 ? [] : ['', heading, ...names.map(name => `  ${name}`)];
  return [
    l10n.t('Review by Plumb: {0}', what),
    '',
    ...summaries,
    ...(unplaced.length === 0
      ? []
      : ['', l10n.t('Findings whose lines are not certain to be where they are said to be:')]),
    ...unplaced.flatMap(findingLines),
    ...list(
      l10n.t('Looked at:'),
      files.map(({ heading }) => heading),
    ),
    ...list(l10n.t('Too long to be looked at whole:'), cut),
    ...list(l10n.t('Not looked at (guarded, no text, or beyond the bound of a review):'), leftOut),
    '',
  ].join('\n');
}

function findingLines(finding: Finding): readonly string[] {
  return [
    '',
    `${severityWord(finding.severity)} ${finding.path}:${finding.startLine} ${finding.title}`,
    ...finding.explanation.split('\n').map(line => `  ${line}`),
    ...finding.original.split('\n').map(line => `  > ${line}`),
  ];
}

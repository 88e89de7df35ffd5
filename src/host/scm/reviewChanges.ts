import * as vscode from 'vscode';
import * as l10n from '@vscode/l10n';
import { PlumbError } from '../../base/errors.ts';
import type { ShownFile } from '../../tools/shownDiff.ts';
import type { WorkspacePath } from '../../tools/ports.ts';
import { editorUri } from '../files/editorUri.ts';
import type { GitRepository } from '../git/gitApi.ts';
import { askForReview, type ReviewResult } from './askForReview.ts';
import { changesOf } from './changesOf.ts';
import type { Finding } from './findings.ts';
import { rangeOf, type PlacedFinding } from './placedFinding.ts';
import { placeFinding } from './placeFinding.ts';
import type { ReviewSummary } from './reviewSummary.ts';
import type { ScmParts } from './scmParts.ts';
import type { ShownFindings } from './shownFindings.ts';
import { tellReview } from './tellReview.ts';

/** What is reviewed: see `changesOf`; `what` is for people. */
export interface ReviewedChanges {
  readonly against: string;
  readonly what: string;
}

/**
 * Reviews changes, and shows what was found at its lines.
 * @throws PlumbError if nothing is changed
 */
export async function reviewChangesOf(
  repository: GitRepository,
  { against, what }: ReviewedChanges,
  {
    findings,
    summary,
    ...parts
  }: ScmParts & { readonly findings: ShownFindings; readonly summary: ReviewSummary },
): Promise<void> {
  const context = parts.context(new AbortController().signal);
  const changes = await changesOf(repository, against, context);
  if (changes.files.length === 0) throw new PlumbError(nothingToReview(what, changes.leftOut));
  const result = await askForReview(what, changes, parts);
  if (result === undefined) return;
  const { placed, unplaced } = await placedFindings(result, parts);
  findings.clear();
  findings.add(placed);
  summary.set(what, result, unplaced);
  const [first] = placed;
  if (first !== undefined) {
    await vscode.window.showTextDocument(first.uri, {
      preview: false,
      selection: rangeOf({ ...first.place, to: first.place.from + 1 }).with({
        end: new vscode.Position(first.place.from, 0),
      }),
    });
  }
  void tellReview(result, { placed: placed.length, unplaced: unplaced.length }, summary);
}

function nothingToReview(what: string, leftOut: readonly string[]): string {
  return leftOut.length === 0
    ? l10n.t('There is nothing to review: {0}.', what)
    : l10n.t('There is nothing that may be sent: {0}.', leftOut.join(', '));
}

/** Only files that were asked about are looked at, whatever path an answer names. */
async function placedFindings(
  { findings, files, chatId }: ReviewResult,
  { files: port }: Pick<ScmParts, 'files'>,
): Promise<{ readonly placed: readonly PlacedFinding[]; readonly unplaced: readonly Finding[] }> {
  const placed: PlacedFinding[] = [];
  const unplaced: Finding[] = [];
  for (const finding of findings) {
    const file = fileMeant(finding.path, files);
    const text = file === undefined ? undefined : await textOf(file, port);
    const place = text === undefined ? undefined : placeFinding(text, finding);
    if (file === undefined || place === undefined) unplaced.push(finding);
    else placed.push({ finding, file, uri: await editorUri(file.uri), place, chatId });
  }
  return { placed, unplaced };
}

function fileMeant(path: string, files: readonly ShownFile[]): WorkspacePath | undefined {
  const named = path.trim().replace(/^(?:[ab]\/|\.\/)/, '');
  return files.find(
    ({ heading, place }) =>
      place.display === path || place.display === named || heading === path.trim(),
  )?.place;
}

/** Undefined for one that is no longer there. */
async function textOf(file: WorkspacePath, files: ScmParts['files']): Promise<string | undefined> {
  try {
    return (await files.read(file)).text;
  } catch (error) {
    if (error instanceof PlumbError) return undefined;
    throw error;
  }
}

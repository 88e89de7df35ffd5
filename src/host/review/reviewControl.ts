import * as vscode from 'vscode';
import * as l10n from '@vscode/l10n';
import { COMMANDS } from '../../base/ids.ts';
import { DisposableStore, toDisposable, type Disposable } from '../../base/disposable.ts';
import type { Event } from '../../base/emitter.ts';
import { baselineUri } from './baselineUri.ts';
import { countsText } from './changeTexts.ts';
import type { Review, ReviewFile } from './review.ts';
import type { ChangeNode } from './reviewTarget.ts';

/**
 * Our own source control: it brings the marks in the gutter and the peek with what was removed. It
 * is there only while something is under review, so that nobody has a second one for nothing.
 */
export function createReviewControl(review: Review, onDidChange: Event<undefined>): Disposable {
  let shown: ShownControl | undefined;
  const update = (): void => {
    if (review.files.length === 0) {
      shown?.dispose();
      shown = undefined;
      return;
    }
    shown ??= showControl(review);
    shown.group.resourceStates = review.files.map(resourceState);
  };
  const store = new DisposableStore();
  store.add(onDidChange(update));
  store.add(toDisposable(() => shown?.dispose()));
  update();
  return store;
}

interface ShownControl extends Disposable {
  readonly group: vscode.SourceControlResourceGroup;
}

function showControl(review: Review): ShownControl {
  const control = vscode.scm.createSourceControl('plumb', 'Plumb');
  // There is nothing to commit, and what git counts is not to be counted twice.
  control.inputBox.visible = false;
  control.count = 0;
  control.quickDiffProvider = quickDiffOf(review);
  const group = control.createResourceGroup('changes', l10n.t('Changes by Plumb'));
  group.hideWhenEmpty = true;
  return {
    group,
    dispose: () => {
      control.dispose();
    },
  };
}

/** Answers for files under review alone, so that git's marks stay alone everywhere else. */
export function quickDiffOf(review: Review): vscode.QuickDiffProvider {
  return {
    provideOriginalResource: uri =>
      review.file(uri.toString()) === undefined ? undefined : baselineUri(uri.toString()),
  };
}

export function resourceState(file: ReviewFile): vscode.SourceControlResourceState {
  const node: ChangeNode = { uri: file.uri };
  return {
    resourceUri: vscode.Uri.parse(file.uri, true),
    contextValue: file.change,
    command: {
      command: COMMANDS.openFileChanges,
      title: l10n.t('Open Changes'),
      arguments: [node],
    },
    decorations: {
      strikeThrough: file.change === 'delete',
      tooltip: `${file.display}, ${countsText(file)}`,
    },
  };
}

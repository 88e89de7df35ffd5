import * as vscode from 'vscode';
import * as l10n from '@vscode/l10n';
import { DisposableStore, type Disposable } from '../../base/disposable.ts';
import { COMMANDS } from '../../base/ids.ts';
import { askToAttach } from '../attachments/askToAttach.ts';
import { createConsent } from '../attachments/consent.ts';
import type { GitRepository } from '../git/gitApi.ts';
import { tellWritten, writeCommitMessage } from './commitMessage.ts';
import { explainCommit } from './explainCommit.ts';
import { applyFinding, askAboutFinding, dismissFinding } from './findingCommands.ts';
import { pickBranch } from './pickBranch.ts';
import { chosenRepository } from './repositories.ts';
import { resolveAllConflicts, resolveConflict } from './resolveConflicts.ts';
import { reviewChangesOf, type ReviewedChanges } from './reviewChanges.ts';
import { createReviewSummary } from './reviewSummary.ts';
import type { ScmParts } from './scmParts.ts';
import { createShownFindings } from './shownFindings.ts';
import { createWritingMessages } from './writingMessages.ts';

type Command = (args: readonly unknown[]) => Promise<void>;

export type ScmCommands = ReturnType<typeof createScmCommands>['commands'];

/** Source control: commit messages, reviews of changes, commits explained, conflicts resolved. */
export function createScmCommands(parts: ScmParts) {
  const store = new DisposableStore();
  const findings = store.add(createShownFindings());
  const summary = store.add(createReviewSummary());
  const consent = createConsent(askToAttach);
  const writing = createWritingMessages();

  const review = async (
    args: readonly unknown[],
    choose: (repository: GitRepository) => Promise<ReviewedChanges | undefined>,
  ): Promise<void> => {
    const repository = await chosenRepository(args);
    const changes = repository && (await choose(repository));
    if (repository === undefined || changes === undefined) return;
    await reviewChangesOf(repository, changes, { ...parts, findings, summary });
  };

  const commands = {
    [COMMANDS.generateCommitMessage]: async args => {
      const repository = await chosenRepository(args);
      if (repository === undefined) return;
      await writing.during(repository, async signal => {
        await vscode.commands.executeCommand('workbench.view.scm');
        const written = await writeCommitMessage(repository, parts, signal);
        if (written !== undefined) void tellWritten(repository, written);
      });
    },
    [COMMANDS.stopCommitMessage]: async args => {
      if (args[0] === undefined) writing.stopAll();
      else writing.stop(await chosenRepository(args));
    },
    [COMMANDS.reviewStaged]: args =>
      review(args, () => Promise.resolve({ against: 'index', what: l10n.t('the staged changes') })),
    [COMMANDS.reviewUnstaged]: args =>
      review(args, () =>
        Promise.resolve({ against: 'worktree', what: l10n.t('the changes that are not staged') }),
      ),
    [COMMANDS.reviewBranch]: args =>
      review(args, async repository => {
        const branch = await pickBranch(repository);
        if (branch === undefined) return undefined;
        return { against: branch.mergeBase, what: l10n.t('the changes since {0}', branch.name) };
      }),
    [COMMANDS.clearReview]: () => {
      findings.clear();
      return Promise.resolve();
    },
    [COMMANDS.applyFinding]: ([argument]) => applyFinding(argument, findings, parts),
    [COMMANDS.dismissFinding]: ([argument]) => {
      dismissFinding(argument, findings);
      return Promise.resolve();
    },
    [COMMANDS.askAboutFinding]: ([argument]) => askAboutFinding(argument, findings, parts),
    [COMMANDS.explainCommit]: args => explainCommit(args, parts),
    [COMMANDS.resolveConflict]: args => resolveConflict(args, { ...parts, consent }),
    [COMMANDS.resolveAllConflicts]: args => resolveAllConflicts(args, { ...parts, consent }),
  } satisfies Record<string, Command>;
  const disposable: Disposable = store;
  return {
    commands,
    dispose: () => {
      disposable.dispose();
    },
  };
}

import * as vscode from 'vscode';
import * as l10n from '@vscode/l10n';
import { PlumbError } from '../../base/errors.ts';
import type { GitRepository } from '../git/gitApi.ts';
import { repositoryName } from './repositories.ts';

/** The URIs of the repositories whose button is Stop now, as VS Code's `scmProviderRootUri` has them. */
const WRITING_IN = 'plumb.writingCommitMessageIn';

/** The commit messages that are being written: one at a time in a repository. */
export interface WritingMessages {
  /**
   * Shows Stop in place of the repository's button while the work goes on.
   * @throws PlumbError if its message is being written already
   */
  during(repository: GitRepository, work: (signal: AbortSignal) => Promise<void>): Promise<void>;
  stop(repository: GitRepository | undefined): void;
  stopAll(): void;
}

export function createWritingMessages(): WritingMessages {
  const running = new Map<string, AbortController>();
  const tell = async (): Promise<void> => {
    const uris = running.size === 0 ? undefined : [...running.keys()];
    await vscode.commands.executeCommand('setContext', WRITING_IN, uris);
  };
  return {
    during: async (repository, work) => {
      const uri = String(repository.rootUri);
      if (running.has(uri)) {
        throw new PlumbError(
          l10n.t('A commit message for {0} is being written already.', repositoryName(repository)),
        );
      }
      const controller = new AbortController();
      running.set(uri, controller);
      try {
        await tell();
        await work(controller.signal);
      } finally {
        running.delete(uri);
        await tell();
      }
    },
    stop: repository => {
      running.get(String(repository?.rootUri))?.abort();
    },
    stopAll: () => {
      for (const controller of running.values()) controller.abort();
    },
  };
}

import * as vscode from 'vscode';
import * as l10n from '@vscode/l10n';
import { PlumbError } from '../../base/errors.ts';
import type { GitRepository } from '../git/gitApi.ts';
import { repositoryName } from './repositories.ts';

/**
 * The repositories whose button is Stop now. Given as URIs, not as text: where files are remote, VS
 * Code's `scmProviderRootUri` has another text than they have here.
 */
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
  const running = new Map<
    string,
    { readonly uri: vscode.Uri; readonly controller: AbortController }
  >();
  const tell = async (): Promise<void> => {
    const uris = running.size === 0 ? undefined : Array.from(running.values(), ({ uri }) => uri);
    await vscode.commands.executeCommand('setContext', WRITING_IN, uris);
  };
  return {
    during: async (repository, work) => {
      const { rootUri: uri } = repository;
      const key = String(uri);
      if (running.has(key)) {
        throw new PlumbError(
          l10n.t('A commit message for {0} is being written already.', repositoryName(repository)),
        );
      }
      const controller = new AbortController();
      running.set(key, { uri, controller });
      try {
        await tell();
        await work(controller.signal);
      } finally {
        running.delete(key);
        await tell();
      }
    },
    stop: repository => {
      running.get(String(repository?.rootUri))?.controller.abort();
    },
    stopAll: () => {
      for (const { controller } of running.values()) controller.abort();
    },
  };
}

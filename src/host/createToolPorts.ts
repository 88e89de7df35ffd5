import { DisposableStore, type Disposable } from '../base/disposable.ts';
import type { Logger } from '../base/logger.ts';
import type { ToolContextFactory } from '../chat/turn.ts';
import type { AccessPort } from '../tools/accessPort.ts';
import type { GitPort } from '../tools/gitPort.ts';
import type { LanguagePort } from '../tools/languagePort.ts';
import type { FilesPort, PathPort, SearchPort } from '../tools/ports.ts';
import type { ProblemsPort } from '../tools/problemsPort.ts';
import { isSecretByName } from '../tools/secretFiles.ts';
import { createShownTextsByChat } from '../tools/shownTexts.ts';
import type { ToolImagesPort } from '../tools/toolImage.ts';
import { createAccessPort } from './access/createAccessPort.ts';
import { createPathPort } from './access/createPathPort.ts';
import { forbiddenIn } from './access/forbidden.ts';
import type { Transactions } from './edits/transactions.ts';
import { createFilesPort } from './files/workspaceFiles.ts';
import { createGitPort } from './git/createGitPort.ts';
import { createLanguagePort } from './languages/createLanguagePort.ts';
import { createProblemsPort } from './languages/createProblemsPort.ts';
import { createDiagnosis } from './languages/diagnosis.ts';
import { createRankedSearchPort } from './search/createRankedSearchPort.ts';
import { createSearchPort } from './search/textSearch.ts';
import type { CommandPorts } from './shell/commandPort.ts';

/** What tools need from this editor, the same for all chats of a window. */
export interface ToolPorts extends Disposable {
  readonly paths: PathPort;
  readonly files: FilesPort;
  readonly search: SearchPort;
  readonly access: AccessPort;
  readonly languages: LanguagePort;
  readonly problems: ProblemsPort;
  readonly git: GitPort;
  /** What the tools of one call are given. */
  contextFor(parts: {
    readonly commands: CommandPorts;
    readonly transactions: () => Transactions;
    readonly images: (chatId: string) => ToolImagesPort;
  }): ToolContextFactory;
}

export function createToolPorts(logger: Logger): ToolPorts {
  const store = new DisposableStore();
  const files = createFilesPort();
  const diagnosis = store.add(createDiagnosis());
  const ports = {
    paths: createPathPort(),
    files,
    search: createSearchPort(logger, forbiddenIn),
    access: createAccessPort(),
    languages: createLanguagePort(diagnosis),
    problems: createProblemsPort(diagnosis),
    git: createGitPort(),
  };
  const ranked = store.add(
    createRankedSearchPort({ files, forbiddenIn, isSecret: isSecretByName }),
  );
  const shownTexts = createShownTextsByChat();
  return {
    ...ports,
    contextFor:
      ({ commands, transactions, images }) =>
      ({ chatId, messageId, signal, onOutput, granted }) => ({
        ...ports,
        ranked,
        commands: commands.forChat(chatId),
        edits: transactions().portFor({ kind: 'agent', chatId, messageId }),
        images: images(chatId),
        granted,
        shown: shownTexts(chatId),
        signal,
        onOutput,
      }),
    dispose: () => {
      store.dispose();
    },
  };
}

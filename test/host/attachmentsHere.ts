import path from 'node:path';
import { nullLogger } from '../../src/base/logger.ts';
import { createRedaction } from '../../src/chat/redaction.ts';
import { createAccessPort } from '../../src/host/access/createAccessPort.ts';
import { createPathPort } from '../../src/host/access/createPathPort.ts';
import { forbiddenIn } from '../../src/host/access/forbidden.ts';
import type { AskToAttach } from '../../src/host/attachments/consent.ts';
import {
  createAttachments,
  type Attachments,
} from '../../src/host/attachments/createAttachments.ts';
import type { TerminalWatch } from '../../src/host/attachments/terminalWatch.ts';
import { createFilesPort } from '../../src/host/files/workspaceFiles.ts';
import { createGitPort } from '../../src/host/git/createGitPort.ts';
import { createLanguagePort } from '../../src/host/languages/createLanguagePort.ts';
import { createProblemsPort } from '../../src/host/languages/createProblemsPort.ts';
import type { Diagnosis } from '../../src/host/languages/diagnosis.ts';
import { createSearchPort } from '../../src/host/search/textSearch.ts';
import { createInMemoryWorkspace } from '../support/inMemoryWorkspace.ts';

/** Attachments that are read from this window, with a test's answers where a person is asked. */
export function attachmentsHere(parts: {
  /** For what is kept until it is sent. */
  readonly folder: string;
  readonly diagnosis: Diagnosis;
  readonly terminals: TerminalWatch;
  /** Redacted wherever it stands. */
  readonly key: string;
  readonly ask: AskToAttach;
}): Attachments {
  const { folder, diagnosis, terminals, key, ask } = parts;
  return createAttachments({
    folder,
    promptsFolder: path.join(folder, 'prompts'),
    context: signal =>
      createInMemoryWorkspace().context({
        paths: createPathPort(),
        files: createFilesPort(),
        access: createAccessPort(),
        search: createSearchPort(nullLogger, forbiddenIn),
        languages: createLanguagePort(diagnosis),
        problems: createProblemsPort(diagnosis),
        git: createGitPort(),
        granted: new Set(),
        signal,
      }),
    terminals,
    redaction: createRedaction(() => [key]),
    logger: nullLogger,
    ask,
  });
}

import type { ModelClient } from '../../src/api/modelClient.ts';
import { nullLogger } from '../../src/base/logger.ts';
import { systemPrompt } from '../../src/chat/prompt.ts';
import { createRedaction } from '../../src/chat/redaction.ts';
import { createSession, type Session } from '../../src/chat/session.ts';
import type { SessionParts } from '../../src/chat/sessionParts.ts';
import { allTools } from '../../src/tools/registry.ts';
import { SETTINGS } from '../unit/chat/turnHarness.ts';
import { createFreeBudget } from './freeBudget.ts';
import { createInMemoryLog } from './inMemoryLog.ts';
import type { InMemoryWorkspace } from './inMemoryWorkspace.ts';
import { noPolicy } from './noPolicy.ts';
import { noImages } from './noImages.ts';

/** A new chat with the real tools on a workspace in memory, always at the same time. */
export function sessionInMemory(
  client: ModelClient,
  workspace: InMemoryWorkspace,
  takeUndone: SessionParts['takeUndone'] = () => [],
  images: SessionParts['images'] = noImages,
): Session {
  let ids = 0;
  return createSession('chat', {
    log: createInMemoryLog(),
    client,
    budget: createFreeBudget(),
    images,
    settleLater: () => undefined,
    tools: allTools(),
    toolContext: ({ signal, onOutput, granted }) =>
      workspace.context({ signal, onOutput, granted }),
    systemPrompt: () =>
      systemPrompt({ folderNames: ['app'], platform: 'linux', shell: '/bin/bash' }),
    settings: () => SETTINGS,
    takeUndone,
    ...noPolicy,
    redaction: createRedaction(() => []),
    now: () => 0,
    newId: () => `message${(ids += 1) === 1 ? '' : ids}`,
    logger: nullLogger,
  });
}

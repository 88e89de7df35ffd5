import type { ModelClient } from '../../src/api/modelClient.ts';
import { nullLogger } from '../../src/base/logger.ts';
import { createRedaction } from '../../src/chat/redaction.ts';
import type { LogPort } from '../../src/chat/sessionLog.ts';
import { createSessions, type Sessions } from '../../src/chat/sessions.ts';
import type { Surroundings } from '../../src/host/chatController.ts';
import { contextWithoutPorts } from '../unit/chat/fakeTools.ts';
import { SETTINGS } from '../unit/chat/turnHarness.ts';
import { createFreeBudget } from './freeBudget.ts';
import { noImages } from './noImages.ts';
import { noPolicy } from './noPolicy.ts';

/** The real sessions over a log and a client, without tools, images and limits on money. */
export function createFiledSessions(log: LogPort, client: ModelClient): Sessions {
  return createSessions({
    log,
    client,
    budget: createFreeBudget(),
    images: noImages,
    settleLater: () => undefined,
    tools: [],
    toolContext: contextWithoutPorts,
    systemPrompt: () => 'Answer.',
    settings: () => SETTINGS,
    ...noPolicy,
    redaction: createRedaction(() => []),
    takeUndone: () => [],
    now: () => Date.now(),
    newId: () => globalThis.crypto.randomUUID(),
    logger: nullLogger,
  });
}

/** What stands around a chat where nothing does. */
export const noSurroundings: Surroundings = {
  model: SETTINGS.model,
  models: [],
  thinkingLevel: 'medium',
  thinkingLevels: [],
  mode: 'ask',
  restricted: false,
  delivery: 'stream',
  webSearch: false,
  codeInterpreter: false,
  takesImages: true,
  toolNames: [],
  key: 'stored',
  service: '',
  contextLimit: SETTINGS.maxInputTokens,
};

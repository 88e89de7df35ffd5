import { nullLogger } from '../../../src/base/logger.ts';
import type { ChatEvent, LiveEvent } from '../../../src/chat/events.ts';
import { createRedaction } from '../../../src/chat/redaction.ts';
import type { Session } from '../../../src/chat/session.ts';
import type { SessionParts } from '../../../src/chat/sessionParts.ts';
import type { ChatSettings } from '../../../src/chat/turn.ts';
import type { Tool } from '../../../src/tools/tool.ts';
import { createInMemoryLog, type InMemoryLog } from '../../support/inMemoryLog.ts';
import type { Budget } from '../../../src/chat/budget.ts';
import { createFreeBudget, type RecordingBudget } from '../../support/freeBudget.ts';
import { noPolicy } from '../../support/noPolicy.ts';
import { noImages } from '../../support/noImages.ts';
import {
  createScriptedModel,
  type ScriptedAnswer,
  type ScriptedModel,
} from '../../support/scriptedModel.ts';
import { contextWithoutPorts } from './fakeTools.ts';
import { countingClock, SETTINGS } from './turnHarness.ts';

export interface World {
  readonly parts: SessionParts;
  readonly log: InMemoryLog;
  readonly client: ScriptedModel;
  readonly budget: RecordingBudget;
  /** Ids whose bill was to be asked for later, each time. */
  readonly later: readonly (readonly string[])[];
}

/** What sessions need, around a script of answers. */
export function worldOf(
  answers: readonly ScriptedAnswer[],
  options: {
    readonly tools?: readonly Tool[];
    readonly settings?: Partial<ChatSettings>;
    readonly budget?: Budget;
    readonly takeUndone?: SessionParts['takeUndone'];
    /** The logs of an earlier window. */
    readonly log?: InMemoryLog;
  } = {},
): World {
  const now = countingClock();
  const log = options.log ?? createInMemoryLog();
  const client = createScriptedModel(answers);
  const budget = createFreeBudget();
  const later: (readonly string[])[] = [];
  let ids = log.logs.size * 100;
  const parts: SessionParts = {
    log,
    client,
    budget: options.budget ?? budget,
    images: noImages,
    settleLater: ids => {
      later.push(ids);
    },
    tools: options.tools ?? [],
    toolContext: contextWithoutPorts,
    systemPrompt: () => 'You are a test.',
    settings: () => ({ ...SETTINGS, ...options.settings }),
    ...noPolicy,
    redaction: createRedaction(() => []),
    takeUndone: options.takeUndone ?? (() => []),
    now,
    newId: () => `id-${(ids += 1)}`,
    logger: nullLogger,
  };
  return { parts, log, client, budget, later };
}

/** Resolves at the first event that fits. */
export function eventOf(
  session: Session,
  fits: (event: ChatEvent | LiveEvent) => boolean,
): Promise<ChatEvent | LiveEvent> {
  return new Promise(resolve => {
    const subscription = session.onEvent(event => {
      if (!fits(event)) return;
      subscription.dispose();
      resolve(event);
    });
  });
}

/** The part of a log that was written, as JSON gives it back: without what is undefined. */
export function asLogged(events: readonly ChatEvent[]): unknown {
  return JSON.parse(JSON.stringify(events));
}

export function endOf(session: Session): Extract<ChatEvent, { type: 'turnEnded' }> | undefined {
  return session.events.findLast(event => event.type === 'turnEnded');
}

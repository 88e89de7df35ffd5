import type { ModelClient, ModelRequest } from '../../../src/api/modelClient.ts';
import type { MessageImage } from '../../../src/chat/eventParts.ts';
import type { ChatEvent, LiveEvent } from '../../../src/chat/events.ts';
import { systemPrompt } from '../../../src/chat/prompt.ts';
import { createSession, type Session } from '../../../src/chat/session.ts';
import { readLog } from '../../../src/chat/sessionLog.ts';
import type { ChatSettings } from '../../../src/chat/turn.ts';
import { allTools } from '../../../src/tools/registry.ts';
import { createInMemoryWorkspace } from '../../support/inMemoryWorkspace.ts';
import type { ScriptedAnswer } from '../../support/scriptedModel.ts';
import { worldOf } from './sessionHarness.ts';

/** A request, and what the log held when it left. */
export interface Left {
  readonly request: ModelRequest;
  readonly log: readonly ChatEvent[];
}

/** A chat with the real prompt and the real tools, played by hand through any number of windows. */
export interface LongChat {
  readonly left: readonly Left[];
  /** Everything that the log holds now. */
  readonly log: () => readonly ChatEvent[];
  /** Set by a person between two requests. */
  readonly settings: Partial<{ -readonly [Name in keyof ChatSettings]: ChatSettings[Name] }>;
  /** The answers to the next requests. */
  answer(...answers: readonly ScriptedAnswer[]): void;
  /** Does something in the window as it is now, and waits for the end of what that begins. */
  act(action: (session: Session) => Promise<void>): Promise<void>;
  /** As `act`; at the first event that fits, does the other thing. */
  actUntil(
    action: (session: Session) => Promise<void>,
    fits: (event: ChatEvent | LiveEvent) => boolean,
    then: (session: Session) => void,
  ): Promise<void>;
  /** Closes the window and opens another one on the same log. */
  reload(): Promise<void>;
}

export const PICTURE: MessageImage = { id: 'a'.repeat(64), name: 'a.png', mediaType: 'image/png' };

export function createLongChat(): LongChat {
  const answers: ScriptedAnswer[] = [];
  const settings: LongChat['settings'] = {};
  const { parts, client, log } = worldOf(answers, { settings });
  const workspace = createInMemoryWorkspace({ files: { 'src/a.ts': 'export const a = 1;\n' } });
  const left: Left[] = [];
  const logged = (): readonly ChatEvent[] => readLog(log.logs.get('chat') ?? '').events;
  const noting: ModelClient = {
    ...client,
    answer: (request, options) =>
      client.answer(request, {
        ...options,
        beforeSend: async taskUUID => {
          await options.beforeSend(taskUUID);
          left.push({ request: structuredClone(request), log: logged() });
        },
      }),
  };
  const open = (): Session => {
    const text = log.logs.get('chat');
    const session = createSession(
      'chat',
      {
        ...parts,
        client: noting,
        tools: allTools(),
        toolContext: call => workspace.context(call),
        systemPrompt: () =>
          systemPrompt({ folderNames: ['app'], platform: 'linux', shell: '/bin/bash' }),
        images: {
          dataUri: () => Promise.resolve('data:image/png;base64,AAAA'),
          takesUploads: () => true,
          upload: () => Promise.resolve('1b9d6bcd-bbfd-4b2d-9b5d-ab8dfbbd4bed'),
        },
      },
      text === undefined ? undefined : readLog(text),
    );
    session.onEvent(event => {
      if (event.type !== 'toolProposed' || event.callId.endsWith('_waits')) return;
      session.decide({ chatId: 'chat', ...event, decision: 'approve' });
    });
    return session;
  };
  let session = open();

  const chat: LongChat = {
    left,
    log: logged,
    settings,
    answer: (...more) => {
      answers.push(...more);
    },
    act: async action => {
      await action(session);
      await session.whenIdle();
    },
    actUntil: async (action, fits, then) => {
      const subscription = session.onEvent(event => {
        if (!fits(event)) return;
        subscription.dispose();
        then(session);
      });
      await chat.act(action);
    },
    reload: async () => {
      session.dispose();
      await session.whenIdle();
      session = open();
    },
  };
  return chat;
}

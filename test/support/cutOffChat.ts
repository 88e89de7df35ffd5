import { createSession } from '../../src/chat/session.ts';
import type { Tool } from '../../src/tools/tool.ts';
import { call } from '../unit/chat/fakeTools.ts';
import { eventOf, worldOf } from '../unit/chat/sessionHarness.ts';
import type { InMemoryLog } from './inMemoryLog.ts';

/**
 * The log of a chat whose window closed while two calls of a tool ran.
 * @param endless never ends
 */
export async function cutOffChat(endless: Tool): Promise<InMemoryLog> {
  const { name } = endless;
  const { parts, log } = worldOf([{ calls: [call('c1', name), call('c2', name)] }], {
    tools: [endless],
  });
  const session = createSession('chat', parts);
  const started = eventOf(session, event => event.type === 'toolStarted' && event.callId === 'c2');
  await session.send({ text: 'Go' });
  await started;
  session.dispose();
  return log;
}

import type { Message } from '../textTask.ts';
import type { Reply } from './reply.ts';

/** As Plumb asks for the rest of a text that was cut. */
const ASKED = /^Continue your last answer exactly/;

/** What a model says that is asked to go on exactly: the rest of its answer, if that began like this. */
export function goingOn(messages: readonly Message[], reply: Reply): Reply {
  const last = messages.at(-1);
  if (reply.kind !== 'text' || last?.role !== 'user' || !ASKED.test(last.content)) return reply;
  const asked = messages.findLastIndex(
    message => message.role === 'user' && !ASKED.test(message.content),
  );
  const said = messages
    .slice(asked)
    .map(message => (message.role === 'assistant' ? (message.content ?? '') : ''))
    .join('');
  const isBeginning = reply.text.length > said.length && reply.text.startsWith(said);
  return isBeginning ? { ...reply, text: reply.text.slice(said.length) } : reply;
}

import type { ReceivedToolCall } from '../api/modelClient.ts';
import type { ChatEvent } from './events.ts';

/** The ids of all calls of a chat so far. */
export function callIdsOf(history: readonly ChatEvent[]): ReadonlySet<string> {
  const ids = history.flatMap(event =>
    event.type === 'answerEnded' ? event.toolCalls.map(call => call.id) : [],
  );
  return new Set(ids);
}

/** Ids that the service left out are made up per answer, so they return; results go by id. */
export function withFreeIds(
  calls: readonly ReceivedToolCall[],
  usedIds: ReadonlySet<string>,
): readonly ReceivedToolCall[] {
  const taken = new Set(usedIds);
  return calls.map(call => {
    const id = freeId(call.id, taken);
    taken.add(id);
    return { ...call, id };
  });
}

/** `id`, or with a number behind it if that is taken. */
export function freeId(id: string, taken: ReadonlySet<string>): string {
  let free = id;
  for (let n = 2; taken.has(free); n += 1) free = `${id}_${n}`;
  return free;
}

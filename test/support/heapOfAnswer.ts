// A process of its own, run with --expose-gc, that reads one answer with our client and keeps the
// chat's events, as a session does. Tells its parent how much of the heap is in use on the way.
// Arguments: the address, how many characters the answer has, `single` for one event a chunk.
import process from 'node:process';
import { createFetch } from '../../src/api/createFetch.ts';
import type { Fetch } from '../../src/api/transport.ts';
import { addEvent } from '../../src/chat/eventList.ts';
import type { ChatEvent } from '../../src/chat/events.ts';
import { createBenchAnswers } from './benchAnswers.ts';

/** What is in use when so much of the answer has come. */
export interface HeapSample {
  readonly characters: number;
  readonly heapBytes: number;
}

const SHARES = [0.1, 0.5, 1];
const [baseUrl = '', length, chunks] = process.argv.slice(2);

function sample(characters: number): HeapSample {
  if (globalThis.gc === undefined) throw new Error('This needs --expose-gc');
  // What the first round lets go of may hold what the second one finds.
  globalThis.gc();
  globalThis.gc();
  return { characters, heapBytes: process.memoryUsage().heapUsed };
}

/** Cuts the body into its events, as they come when the model is no faster than the network. */
function eventByEvent(fetch: Fetch): Fetch {
  return async (url, init) => {
    const { status, headers, body } = await fetch(url, init);
    return { status, headers, body: body === null ? null : cut(body) };
  };
}

async function* cut(body: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  for await (const chunk of body) {
    let start = 0;
    for (let end = 0; (end = chunk.indexOf(10, start)) !== -1; start = end + 1) {
      yield chunk.subarray(start, end + 1);
    }
    if (start < chunk.length) yield chunk.subarray(start);
  }
}

const fetch = createFetch();
const ask = createBenchAnswers(baseUrl, {
  fetch: chunks === 'single' ? eventByEvent(fetch) : fetch,
});
// Code that runs for the first time takes heap of its own.
for await (const event of ask()) if (event.type === 'done') break;

const events: ChatEvent[] = [];
const samples: HeapSample[] = [];
const shares = SHARES.values();
let due = Number(length) * (shares.next().value ?? 1);
let characters = 0;
for await (const event of ask()) {
  if (event.type !== 'text') continue;
  addEvent(events, { type: 'text', at: 0, text: event.text });
  characters += event.text.length;
  if (characters < due) continue;
  samples.push(sample(characters));
  due = Number(length) * (shares.next().value ?? Infinity);
}
process.send?.({ samples, kept: events.reduce((sum, event) => sum + textLength(event), 0) });

function textLength(event: ChatEvent): number {
  return event.type === 'text' ? event.text.length : 0;
}

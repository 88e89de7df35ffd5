import process from 'node:process';
import OpenAI from 'openai';
import { request } from 'undici';
import { createBenchAnswers } from '../support/benchAnswers.ts';
import type { BenchResult } from '../support/benchResult.ts';
import { withServer } from '../support/benchServer.ts';
import { median, rounded } from '../support/samples.ts';

const EVENTS = 100_000;
const ROUNDS = 7;

/** Reads one whole stream; the number of UTF-16 code units of text in it, to see that it did. */
type Arm = () => Promise<number>;

/**
 * CPU time that this process needs for one small event of a stream: our whole client (undici,
 * eventsource-parser, checks, accumulation, events) against reading the same bytes with nothing but
 * undici, a scan for newlines and JSON.parse; and against the `openai` package's stream.
 */
export function run(): Promise<BenchResult> {
  return withServer('test/support/eventFlood.ts', [String(EVENTS)], async port => {
    const origin = `http://127.0.0.1:${port}`;
    return report(
      await measure({
        floor: () => readBare(`${origin}/runware`),
        plumb: plumbArm(`${origin}/runware`),
        openai: openaiArm(`${origin}/openai`),
      }),
    );
  });
}

type Arms = Readonly<Record<'floor' | 'plumb' | 'openai', Arm>>;
type Figures = Readonly<Record<keyof Arms, number>>;

/** Median CPU in µs an event. The arms take turns, so that a busy moment meets them all. */
async function measure(arms: Arms): Promise<Figures> {
  const samples = { floor: [] as number[], plumb: [] as number[], openai: [] as number[] };
  const lengths = new Set<number>();
  const names = ['floor', 'plumb', 'openai'] as const;
  for (const name of names) lengths.add(await arms[name]());
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const name of names) {
      const before = process.cpuUsage();
      lengths.add(await arms[name]());
      const { user, system } = process.cpuUsage(before);
      samples[name].push((user + system) / EVENTS);
    }
  }
  if (lengths.size !== 1) throw new Error('The arms did not read the same text');
  return {
    floor: median(samples.floor),
    plumb: median(samples.plumb),
    openai: median(samples.openai),
  };
}

function report({ floor, plumb, openai }: Figures): BenchResult {
  const row = (what: string, micros: number): string[] => [
    what,
    micros.toFixed(2),
    (micros / floor).toFixed(2),
  ];
  return {
    name: `Reading a stream of ${EVENTS} events: CPU, median of ${ROUNDS} rounds`,
    figures: {
      'stream.cpuPerEvent': {
        ratio: rounded(plumb / floor),
        against: 'undici.request + newline scan + JSON.parse of the same bytes',
      },
      'stream.cpuPerEventOpenai': {
        ratio: rounded(plumb / openai),
        against: "the openai package's chat.completions stream, as many events",
      },
    },
    table: [
      ['', 'µs an event', '× floor'],
      row('undici + newline scan + JSON.parse', floor),
      row('Plumb: client, checks, accumulation', plumb),
      row('openai: chat.completions stream', openai),
    ],
  };
}

async function readBare(url: string): Promise<number> {
  const { body } = await request(url, { method: 'POST', body: '[]' });
  const decoder = new TextDecoder();
  let length = 0;
  let rest = '';
  for await (const chunk of body as AsyncIterable<Uint8Array>) {
    const text = rest + decoder.decode(chunk, { stream: true });
    let start = 0;
    for (let end = text.indexOf('\n'); end !== -1; end = text.indexOf('\n', start)) {
      if (text.startsWith('data: {', start)) {
        const event = JSON.parse(text.slice(start + 6, end)) as { delta: { text: string } };
        length += event.delta.text.length;
      }
      start = end + 1;
    }
    rest = text.slice(start);
  }
  return length;
}

function plumbArm(baseUrl: string): Arm {
  const ask = createBenchAnswers(baseUrl);
  return async () => {
    let length = 0;
    for await (const event of ask()) {
      if (event.type === 'text') length += event.text.length;
    }
    return length;
  };
}

function openaiArm(baseURL: string): Arm {
  const client = new OpenAI({ apiKey: 'key', baseURL });
  return async () => {
    const stream = await client.chat.completions.create({
      model: 'gpt-5.5',
      stream: true,
      messages: [{ role: 'user', content: 'Go' }],
    });
    let length = 0;
    for await (const chunk of stream) length += chunk.choices[0]?.delta.content?.length ?? 0;
    return length;
  };
}

import { fork } from 'node:child_process';
import { once } from 'node:events';
import { z } from 'zod';
import type { BenchResult } from '../support/benchResult.ts';
import { withServer } from '../support/benchServer.ts';
import { rounded } from '../support/samples.ts';

/** Deltas of the longest answer that the model gives, and the characters of each. */
const TOKENS = 128_000;
const DELTA = 4;
const LENGTH = TOKENS * DELTA;

const Message = z.tuple([
  z.object({
    kept: z.number(),
    samples: z.array(z.object({ characters: z.number(), heapBytes: z.number() })).length(3),
  }),
  z.unknown(),
]);
type Samples = z.infer<typeof Message>[0]['samples'];

/**
 * Heap that an answer of 128,000 tokens holds in our client and in the chat's events, while it
 * comes: in use after a collection at 10 %, 50 % and 100 %, in a process of its own. Once as the
 * socket gives the bytes, many events at a time; once with a chunk for each event.
 */
export function run(): Promise<BenchResult> {
  return withServer('test/support/eventFlood.ts', [String(TOKENS)], async port => {
    const url = `http://127.0.0.1:${port}/runware`;
    const together = await samplesOf(url, 'together');
    const single = await samplesOf(url, 'single');
    const ratio = rounded(Math.max(beyondText(together), beyondText(single)));
    return {
      name: `Heap of an answer of ${TOKENS} tokens, ${LENGTH / 1_000} KB, in the client and the chat`,
      figures: {
        'memory.beyondText': { ratio, against: "the text's own size, from 10 % to 100 % of it" },
      },
      table: [
        ['', 'MB at 10 %', 'at 50 %', 'at 100 %', 'bytes a token', '× the text, beyond it'],
        row('many events a chunk', together),
        row('one event a chunk', single),
      ],
    };
  });
}

async function samplesOf(url: string, chunks: 'together' | 'single'): Promise<Samples> {
  const child = fork('test/support/heapOfAnswer.ts', [url, String(LENGTH), chunks], {
    execArgv: ['--expose-gc'],
  });
  try {
    const [{ samples, kept }] = Message.parse(await once(child, 'message'));
    if (kept !== LENGTH) throw new Error(`${kept} of ${LENGTH} characters were kept`);
    return samples;
  } finally {
    child.kill();
  }
}

/** Bytes that each byte of text takes; one-byte characters alone are sent. */
function grown(samples: Samples): number {
  const [first, , last] = samples;
  if (first === undefined || last === undefined) throw new Error('The heap was not measured');
  return (last.heapBytes - first.heapBytes) / (last.characters - first.characters);
}

function beyondText(samples: Samples): number {
  return grown(samples) - 1;
}

function row(what: string, samples: Samples): string[] {
  return [
    what,
    ...samples.map(({ heapBytes }) => (heapBytes / 1e6).toFixed(2)),
    (grown(samples) * DELTA).toFixed(1),
    beyondText(samples).toFixed(2),
  ];
}

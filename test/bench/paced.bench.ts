import { once } from 'node:events';
import { connect } from 'node:net';
import process from 'node:process';
import { createBenchAnswers } from '../support/benchAnswers.ts';
import type { BenchResult } from '../support/benchResult.ts';
import { withServer } from '../support/benchServer.ts';
import { percentile, rounded } from '../support/samples.ts';

const ROUNDS = 12;
const EVENTS = 250;
const PACE_MS = 2;

/** Reads one whole stream; the delay in µs of each of its events. */
type Arm = () => Promise<readonly number[]>;

/**
 * How long it takes from the byte on the socket to the event, when events come one by one: our whole
 * client against a bare socket in this process that reads the same stream. Each event carries the
 * time at which it was sent, by the clock of the machine; the arms take turns.
 */
export function run(): Promise<BenchResult> {
  return withServer(
    'test/support/pacedEvents.ts',
    [String(EVENTS), String(PACE_MS)],
    async port => {
      const arms = { socket: () => readSocket(port), plumb: plumbArm(port) };
      const samples = { socket: [] as number[], plumb: [] as number[] };
      for (let round = 0; round <= ROUNDS; round += 1) {
        for (const name of ['socket', 'plumb'] as const) {
          const delays = await takenBy(arms[name]);
          // The first round warms up.
          if (round > 0) samples[name].push(...delays);
        }
      }
      return report(samples.socket, samples.plumb);
    },
  );
}

async function takenBy(arm: Arm): Promise<readonly number[]> {
  const delays = await arm();
  if (delays.length !== EVENTS) throw new Error(`${delays.length} of ${EVENTS} events were read`);
  return delays;
}

function plumbArm(port: number): Arm {
  const ask = createBenchAnswers(`http://127.0.0.1:${port}`);
  return async () => {
    const delays: number[] = [];
    for await (const event of ask()) {
      if (event.type === 'text') note(delays, event.text.trimEnd().split(' '));
    }
    return delays;
  };
}

async function readSocket(port: number): Promise<readonly number[]> {
  const delays: number[] = [];
  const socket = connect({ port, host: '127.0.0.1', noDelay: true });
  socket.write(
    'POST / HTTP/1.1\r\nHost: bench\r\nConnection: close\r\nContent-Length: 2\r\n\r\n[]',
  );
  socket.setEncoding('utf8');
  socket.on('data', (text: string) => {
    note(
      delays,
      Array.from(text.matchAll(/"text":"(\d+)/g), ([, sent = '']) => sent),
    );
  });
  await once(socket, 'close');
  return delays;
}

function note(delays: number[], sent: readonly string[]): void {
  const now = process.hrtime.bigint();
  for (const at of sent) delays.push(Number(now - BigInt(at)) / 1_000);
}

function report(socket: readonly number[], plumb: readonly number[]): BenchResult {
  const against = 'a bare net socket that reads the same stream';
  const ratioAt = (share: number): number =>
    rounded(percentile(plumb, share) / percentile(socket, share));
  const row = (what: string, delays: readonly number[]): string[] => [
    what,
    percentile(delays, 0.5).toFixed(0),
    percentile(delays, 0.99).toFixed(0),
  ];
  const p50 = { ratio: ratioAt(0.5), against };
  const p99 = { ratio: ratioAt(0.99), against };
  return {
    name: `From the socket to the event, one event each ${PACE_MS} ms, ${plumb.length} events`,
    figures: { 'paced.p50': p50, 'paced.p99': p99 },
    table: [
      ['', 'p50, µs', 'p99, µs'],
      row('a bare socket', socket),
      row('Plumb: client, checks, accumulation', plumb),
      ['ratio', p50.ratio.toFixed(2), p99.ratio.toFixed(2)],
    ],
  };
}

import { once } from 'node:events';
import { connect } from 'node:net';
import process from 'node:process';
import { createBenchAnswers } from '../support/benchAnswers.ts';
import type { BenchResult } from '../support/benchResult.ts';
import { withServer } from '../support/benchServer.ts';
import { median, percentile, rounded } from '../support/samples.ts';

const PACE_MS = 2;
const EVENTS = 50;
/** Streams of each arm in a block; so short that a busy moment of the machine meets both arms. */
const ROUNDS = 12;
/** Each has its own percentiles; the medians of these are told. The first warms up. */
const BLOCKS = 6;

/** Reads one whole stream; the delay in µs of each of its events. */
type Arm = () => Promise<readonly number[]>;
type Arms = Readonly<Record<'socket' | 'plumb', Arm>>;
/** Delays of the events of a block, by arm. */
type Block = Readonly<Record<keyof Arms, number[]>>;

/**
 * How long it takes from the byte on the socket to the event, when events come one by one: our whole
 * client against a bare socket in this process that reads the same stream. Each event carries the
 * time at which it was sent, by the clock of the machine; the arms take turns.
 */
export function run(): Promise<BenchResult> {
  const args = [String(EVENTS), String(PACE_MS)];
  return withServer('test/support/pacedEvents.ts', args, async port => {
    const arms = { socket: () => readSocket(port), plumb: plumbArm(port) };
    const blocks: Block[] = [];
    for (let block = 0; block < BLOCKS; block += 1) blocks.push(await readBlock(arms));
    return report(blocks.slice(1));
  });
}

async function readBlock(arms: Arms): Promise<Block> {
  const block: Block = { socket: [], plumb: [] };
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const name of ['socket', 'plumb'] as const) {
      const delays = await arms[name]();
      if (delays.length !== EVENTS) throw new Error(`${delays.length} of ${EVENTS} events came`);
      block[name].push(...delays);
    }
  }
  return block;
}

function plumbArm(port: number): Arm {
  const ask = createBenchAnswers(`http://127.0.0.1:${port}`);
  return async () => {
    const delays: number[] = [];
    for await (const event of ask()) {
      if (event.type !== 'text') continue;
      const now = process.hrtime.bigint();
      note(delays, now, event.text.trimEnd().split(' '));
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
    const now = process.hrtime.bigint();
    const sent = Array.from(text.matchAll(/"text":"(\d+)/g), ([, time = '']) => time);
    note(delays, now, sent);
  });
  await once(socket, 'close');
  return delays;
}

function note(delays: number[], now: bigint, sent: readonly string[]): void {
  for (const time of sent) delays.push(Number(now) / 1_000 - Number(time));
}

function report(blocks: readonly Block[]): BenchResult {
  const micros = (arm: keyof Arms, share: number): number =>
    median(blocks.map(block => percentile(block[arm], share)));
  const figure = (share: number): BenchResult['figures'][string] => ({
    ratio: rounded(micros('plumb', share) / micros('socket', share)),
    against: 'a bare net socket that reads the same stream',
  });
  const row = (what: string, arm: keyof Arms): string[] => [
    what,
    micros(arm, 0.5).toFixed(0),
    micros(arm, 0.99).toFixed(0),
  ];
  const [p50, p99] = [figure(0.5), figure(0.99)];
  const events = blocks.length * ROUNDS * EVENTS;
  return {
    name: `From the socket to the event: ${events} events each, one in ${PACE_MS} ms, median of ${blocks.length} blocks`,
    figures: { 'paced.p50': p50, 'paced.p99': p99 },
    table: [
      ['', 'p50, µs', 'p99, µs'],
      row('a bare socket', 'socket'),
      row('Plumb: client, checks, accumulation', 'plumb'),
      ['ratio', p50.ratio.toFixed(2), p99.ratio.toFixed(2)],
    ],
  };
}

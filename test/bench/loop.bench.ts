import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { z } from 'zod';
import { createRunwareClient } from '../../src/api/runwareClient.ts';
import { sha256 } from '../../src/base/hash.ts';
import { nullLogger } from '../../src/base/logger.ts';
import { createBudget } from '../../src/chat/budget.ts';
import { createLedger } from '../../src/chat/ledger.ts';
import { systemPrompt } from '../../src/chat/prompt.ts';
import { createRedaction } from '../../src/chat/redaction.ts';
import { createSession, type Session } from '../../src/chat/session.ts';
import { createChatStore } from '../../src/host/chatStore.ts';
import { createLedgerStore } from '../../src/host/ledgerStore.ts';
import { allTools } from '../../src/tools/registry.ts';
import type { BenchResult } from '../support/benchResult.ts';
import { withServer } from '../support/benchServer.ts';
import { diskFiles } from '../support/diskFiles.ts';
import { createInMemoryWorkspace } from '../support/inMemoryWorkspace.ts';
import { noImages } from '../support/noImages.ts';
import { noPolicy } from '../support/noPolicy.ts';
import { localKey } from '../support/runware/service.ts';
import { median, percentile, rounded } from '../support/samples.ts';
import { SETTINGS } from '../unit/chat/turnHarness.ts';

const FILES = ['src/a.ts', 'src/b.ts', 'src/c.ts', 'src/d.ts'];
const LINES = 100;
const WARM_UP = 5;
const ROUNDS = 40;

/**
 * What the loop adds between two requests: from the last byte of an answer that calls four reads to
 * the first byte of the request that carries them, seen at the socket, with the real session,
 * client, tools, and log and ledger on the disk; against reading the same files side by side. The
 * two take turns, so that a busy moment meets both.
 */
export async function run(): Promise<BenchResult> {
  const folder = await mkdtemp(path.join(tmpdir(), 'plumb-bench-'));
  try {
    await mkdir(path.join(folder, 'app', 'src'), { recursive: true });
    const line = 'export const value = compute(1, "two", { three: 3 });\n';
    for (const file of FILES) await writeFile(path.join(folder, 'app', file), line.repeat(LINES));
    return await withServer('test/support/loopService.ts', FILES, async (port, server) =>
      report(await measure(folder, port, server)),
    );
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** In ms, one of each a round. */
interface Samples {
  readonly loop: readonly number[];
  readonly reads: readonly number[];
}

const Gap = z.object({ gapMs: z.number() });

async function measure(folder: string, port: number, server: ChildProcess): Promise<Samples> {
  const gaps: number[] = [];
  server.on('message', message => gaps.push(Gap.parse(message).gapMs));
  const loop: number[] = [];
  const reads: number[] = [];
  for (let round = 0; round < WARM_UP + ROUNDS; round += 1) {
    const chat = newChat(`chat-${round}`, folder, `http://127.0.0.1:${port}/v1`);
    await chat.send({ text: 'Read them all.' });
    await chat.whenIdle();
    checkTurn(chat);
    chat.dispose();
    // Each turn has two requests, and no answer comes before the very first.
    while (gaps.length < 2 * round + 1) await once(server, 'message');
    const gap = gaps.at(-1);
    const read = await readAlone(folder);
    if (gap === undefined) throw new Error('No request followed an answer');
    if (round < WARM_UP) continue;
    loop.push(gap);
    reads.push(read);
  }
  return { loop, reads };
}

/** As a window makes it, but for the editor. */
function newChat(id: string, folder: string, baseUrl: string): Session {
  const workspace = createInMemoryWorkspace();
  const ports = diskFiles(path.join(folder, 'app'));
  const now = (): number => Date.now();
  const ledger = createLedger(createLedgerStore(path.join(folder, 'spending')), now);
  return createSession(id, {
    log: createChatStore(path.join(folder, 'chats')),
    client: createRunwareClient({
      baseUrl,
      key: () => Promise.resolve(localKey),
      logger: nullLogger,
    }),
    budget: createBudget({ ledger, dayLimitUsd: () => 1_000 }),
    images: noImages,
    settleLater: () => undefined,
    tools: allTools(),
    toolContext: ({ signal, onOutput, granted }) =>
      workspace.context({ signal, onOutput, granted, ...ports }),
    systemPrompt: () =>
      systemPrompt({ folderNames: ['app'], platform: 'linux', shell: '/bin/bash' }),
    settings: () => SETTINGS,
    takeUndone: () => [],
    ...noPolicy,
    redaction: createRedaction(() => [localKey]),
    now,
    newId: () => globalThis.crypto.randomUUID(),
    logger: nullLogger,
  });
}

/** That the four were read, and the answer to them came: else nothing was measured. */
function checkTurn({ events }: Session): void {
  const read = events.filter(event => event.type === 'toolEnded' && event.state === 'done');
  const end = events.at(-1);
  if (read.length !== FILES.length || end?.type !== 'turnEnded' || end.reason !== 'done') {
    throw new Error(`The turn did not go as it should: ${JSON.stringify(end)}`);
  }
}

/** ms */
async function readAlone(folder: string): Promise<number> {
  const begun = performance.now();
  await Promise.all(
    FILES.map(async file => sha256(await readFile(path.join(folder, 'app', file), 'utf8'))),
  );
  return performance.now() - begun;
}

function report({ loop, reads }: Samples): BenchResult {
  const beside = median(loop) - median(reads);
  const row = (what: string, samples: readonly number[]): string[] => [
    what,
    median(samples).toFixed(2),
    percentile(samples, 0.95).toFixed(2),
  ];
  return {
    name: `Between two requests, with ${FILES.length} reads of ${LINES} lines, ${ROUNDS} rounds`,
    figures: {
      'loop.betweenRequests': {
        ratio: rounded(median(loop) / median(reads)),
        against: 'reading and hashing the same files side by side',
      },
    },
    table: [
      ['', 'ms, median', 'ms, 95 %'],
      row('the reads alone', reads),
      row('last byte of an answer to first byte of the next request', loop),
      ['of it beside the reads (goal: < 20)', beside.toFixed(2), ''],
    ],
  };
}

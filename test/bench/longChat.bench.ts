import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createChatStore } from '../../src/host/chatStore.ts';
import type { ModelClient } from '../../src/api/modelClient.ts';
import { createChatController, type ChatController } from '../../src/host/chatController.ts';
import { openInSteps } from '../../src/host/openInSteps.ts';
import { costOfStream } from '../panel/frameCost.ts';
import { openLongChat, type LongChatCost } from '../panel/openLongChat.ts';
import { createLongChat } from '../panel/longChat.ts';
import { startPanelBench, type PanelBench } from '../panel/stubHost.ts';
import type { BenchResult } from '../support/benchResult.ts';
import { createFiledSessions, noSurroundings } from '../support/filedSessions.ts';
import { writeLongLog } from '../support/longLog.ts';
import { markdownAnswer } from '../support/markdownAnswers.ts';
import { median, rounded } from '../support/samples.ts';

const LONG = 10_000;
const SHORT = 100;
/** The message at whose number the panel's work is compared with that at the first one. */
const LATE = 2_000;
const RUNS = 3;
const DELTAS = 100;

/**
 * A chat of 10,000 messages (100 MB) beside one of 100, with logs on the disk, the real sessions and
 * view model, and the built panel in Chromium; the arms in turn, medians.
 */
export async function run(): Promise<BenchResult> {
  const folder = await mkdtemp(path.join(tmpdir(), 'plumb-long-'));
  const bench = await startPanelBench();
  try {
    const costs: Record<'long' | 'short', LongChatCost[]> = { long: [], short: [] };
    const long = await writeLongLog(folder, 'long', LONG);
    const short = await writeLongLog(folder, 'short', SHORT);
    await writeLongLog(folder, 'first', 2);
    for (let round = 0; round < RUNS; round += 1) {
      costs.short.push(await openLongChat(bench, folder, { chatId: 'short', ...short }));
      costs.long.push(await openLongChat(bench, folder, { chatId: 'long', ...long }));
    }
    const streams = await costAtMessages(bench);
    const bytesBeside = await bytesBesideText(folder, 'long');
    const bytesBesideShort = await bytesBesideText(folder, 'short');

    const of = (arm: 'long' | 'short', figure: keyof LongChatCost): number =>
      median(costs[arm].map(cost => cost[figure]));
    const ratio = (figure: keyof LongChatCost): number => of('long', figure) / of('short', figure);
    const row = (what: string, figure: keyof LongChatCost, digits: number): string[] => [
      what,
      of('short', figure).toFixed(digits),
      of('long', figure).toFixed(digits),
      ratio(figure).toFixed(2),
    ];
    return {
      name: `A chat of ${LONG} messages (${Math.round(long.bytes / 1e6)} MB) beside one of ${SHORT}`,
      figures: {
        'longChat.open': {
          ratio: rounded(ratio('paintMs')),
          against: 'opening a chat of 100 messages, to paint (goal: at most 2)',
        },
        'longChat.memory': {
          ratio: rounded(ratio('heapMb')),
          against: 'memory of the panel with a chat of 100 messages (goal: at most 1.5)',
        },
        'longChat.frame': {
          ratio: rounded(streams.late.p95 / streams.first.p95),
          against: 'p95 of a frame in the first answer, in answer 2,000 (goal: at most 1.2)',
        },
      },
      table: [
        ['', `${SHORT} messages`, `${LONG} messages`, 'ratio'],
        row('from the request to the painted end, ms', 'paintMs', 0),
        row('from the request until the whole is read, ms', 'wholeMs', 0),
        row('memory of the panel after scrolling (JS heap), MB', 'heapMb', 1),
        row('elements in the panel', 'nodes', 0),
        row('scrolling: p95 between two frames, ms (goal: at most 20)', 'scrollP95Ms', 1),
        [
          'bytes posted for a delta beside its text, at most (goal: 200)',
          String(bytesBesideShort),
          String(bytesBeside),
          rounded(bytesBeside / bytesBesideShort).toFixed(2),
        ],
        ['', 'message 1', `message ${LATE}`, 'ratio'],
        [
          'p95 of a frame while a 20 KB answer comes, ms',
          streams.first.p95.toFixed(1),
          streams.late.p95.toFixed(1),
          (streams.late.p95 / streams.first.p95).toFixed(2),
        ],
        [
          'main thread for that answer, ms',
          streams.first.ms.toFixed(0),
          streams.late.ms.toFixed(0),
          (streams.late.ms / streams.first.ms).toFixed(2),
        ],
      ],
    };
  } finally {
    await bench.close();
    await rm(folder, { recursive: true, force: true });
  }
}

interface StreamCost {
  readonly p95: number;
  readonly ms: number;
}

/** The same answer as the first of a chat and as its 2,000th message. */
async function costAtMessages(
  bench: PanelBench,
): Promise<{ readonly first: StreamCost; readonly late: StreamCost }> {
  const samples: Record<'first' | 'late', StreamCost[]> = { first: [], late: [] };
  for (let round = 0; round < RUNS; round += 1) {
    samples.first.push(await costAtMessage(bench, 0));
    samples.late.push(await costAtMessage(bench, LATE));
  }
  const medians = (costs: readonly StreamCost[]): StreamCost => ({
    p95: median(costs.map(cost => cost.p95)),
    ms: median(costs.map(cost => cost.ms)),
  });
  return { first: medians(samples.first), late: medians(samples.late) };
}

async function costAtMessage(bench: PanelBench, before: number): Promise<StreamCost> {
  const chat = createLongChat(before);
  const state = chat.state();
  const panel = await bench.open({
    state: {
      ...state,
      total: before + 2,
      items: [
        ...state.items,
        { kind: 'user', id: 'u', text: 'Tell me everything.', attachments: [] },
        { kind: 'text', id: 'a', text: '', streaming: true },
      ],
      status: { ...state.status, run: { state: 'running', label: 'Answering' } },
    },
    handlers: chat.handlers,
  });
  try {
    const text = markdownAnswer(20_000);
    return await costOfStream(panel.page, { id: 'a', text, frame: 64 });
  } finally {
    await panel.close();
  }
}

/** The most that a message with text of an answer takes beside that text, in bytes of its JSON. */
async function bytesBesideText(folder: string, chatId: string): Promise<number> {
  const sessions = createFiledSessions(createChatStore(folder), oneWordAFrame);
  const controller: ChatController = createChatController(sessions.create(), noSurroundings);
  const beside: number[] = [];
  try {
    const show = (session: ChatController['session']): void => controller.show(session);
    await openInSteps(chatId, sessions, controller, show);
    controller.onPatches(({ seq, patches }) => {
      const text = patches.map(patch => (patch.op === 'append' ? patch.text : '')).join('');
      if (text === '' || patches.some(patch => patch.op !== 'append')) return;
      const message = { kind: 'event', name: 'patches', body: { seq, patches } };
      beside.push(Buffer.byteLength(JSON.stringify(message)) - Buffer.byteLength(text));
    });
    await controller.session.send({ text: 'Go on.' });
    await controller.session.whenIdle();
  } finally {
    controller.dispose();
    sessions.dispose();
  }
  if (beside.length < DELTAS / 2) throw new Error(`Only ${beside.length} messages had text`);
  return Math.max(...beside);
}

/** Slower than frames, so that each delta is a message of its own. */
const oneWordAFrame: ModelClient = {
  async *answer(_request, { beforeSend }) {
    const taskUUID = globalThis.crypto.randomUUID();
    await beforeSend(taskUUID);
    for (let at = 0; at < DELTAS; at += 1) {
      await new Promise(resolve => setTimeout(resolve, 20));
      yield { type: 'text', text: 'word ' };
    }
    yield {
      type: 'done',
      answer: {
        taskUUID,
        text: 'word '.repeat(DELTAS),
        reasoning: '',
        toolCalls: [],
        finishReason: 'stop',
        usage: undefined,
        costUsd: undefined,
        sources: [],
        serviceToolUses: [],
      },
      others: [],
    };
  },
  resume: () => {
    throw new Error('Nothing is resumed here');
  },
};

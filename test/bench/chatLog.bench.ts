import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import type { ChatEvent } from '../../src/chat/events.ts';
import { createLogWriter, type LogWriter } from '../../src/chat/logWriter.ts';
import { createChatController } from '../../src/host/chatController.ts';
import { createChatStore } from '../../src/host/chatStore.ts';
import { openInSteps } from '../../src/host/openInSteps.ts';
import type { BenchResult } from '../support/benchResult.ts';
import { createFiledSessions, noSurroundings } from '../support/filedSessions.ts';
import { heapUsed } from '../support/heapUsed.ts';
import { writeLongLog } from '../support/longLog.ts';
import { median, rounded } from '../support/samples.ts';
import { createScriptedModel } from '../support/scriptedModel.ts';

const LONG = 10_000;
const SHORT = 10;
const APPENDS = 400;
const REWRITES = 5;

/** What is kept costs the same at any length, and a chat of 100 MB is opened without a freeze. */
export async function run(): Promise<BenchResult> {
  const folder = await mkdtemp(path.join(tmpdir(), 'plumb-log-'));
  try {
    const long = await writeLongLog(folder, 'long', LONG);
    await writeLongLog(folder, 'short', SHORT);
    const opened = await openMeasured(folder, 'long');
    const parsed = await parsedAtOnce(path.join(folder, 'long.jsonl'));
    const { shortMs, longMs } = await appends(folder);
    const rewriteMs = await rewrites(path.join(folder, 'long.jsonl'));
    return {
      name: `The log of a chat of ${LONG} messages, ${Math.round(long.bytes / 1e6)} MB`,
      figures: {
        'chatLog.append': {
          ratio: rounded(longMs / shortMs),
          against: `appending at message ${SHORT} (goal: at most 1.2)`,
        },
        'chatLog.rewrite': {
          ratio: rounded(longMs / rewriteMs, 5),
          against: 'writing the whole chat as JSON with each message',
        },
        'chatLog.open': {
          ratio: rounded(opened.wholeMs / parsed, 2),
          against: 'reading the file and parsing every line at once',
        },
      },
      table: [
        ['', ''],
        [`to append an event at message ${SHORT}, ms`, shortMs.toFixed(3)],
        [`to append an event at message ${LONG}, ms`, longMs.toFixed(3)],
        [`to write the whole chat as JSON at message ${LONG}, ms`, rewriteMs.toFixed(0)],
        ['to the end of the chat in the view model, ms', opened.previewMs.toFixed(0)],
        ['to the whole chat, ms', opened.wholeMs.toFixed(0)],
        ['longest that the event loop was kept meanwhile, ms', opened.blockedMs.toFixed(0)],
        ['to read and parse it at once, ms (the event loop stands still)', parsed.toFixed(0)],
        ['heap that the open chat takes, MB', opened.heapMb.toFixed(0)],
      ],
    };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function openMeasured(
  folder: string,
  chatId: string,
): Promise<{ previewMs: number; wholeMs: number; blockedMs: number; heapMb: number }> {
  const sessions = createFiledSessions(createChatStore(folder), createScriptedModel([]));
  const controller = createChatController(sessions.create(), noSurroundings);
  const heapBefore = heapUsed();
  const delay = monitorEventLoopDelay({ resolution: 1 });
  let previewMs = Number.NaN;
  const began = performance.now();
  delay.enable();
  await openInSteps(chatId, sessions, controller, session => {
    controller.show(session);
    if (Number.isNaN(previewMs)) previewMs = performance.now() - began;
  });
  // A block is told by the timer that comes too late behind it.
  await new Promise(resolve => setTimeout(resolve, 5));
  delay.disable();
  const wholeMs = performance.now() - began;
  const opened = {
    previewMs,
    wholeMs,
    blockedMs: delay.max / 1e6,
    heapMb: (heapUsed() - heapBefore) / 1e6,
  };
  controller.dispose();
  sessions.dispose();
  return opened;
}

/** All events of a log, the plain way. */
async function eventsOf(file: string): Promise<unknown[]> {
  const lines = (await readFile(file, 'utf8')).split('\n').slice(0, -1);
  return lines.map((line): unknown => JSON.parse(line));
}

/** ms to have them. */
async function parsedAtOnce(file: string): Promise<number> {
  const began = performance.now();
  const events = await eventsOf(file);
  if (events.length < LONG) throw new Error(`Only ${events.length} events were read`);
  return performance.now() - began;
}

/** Median ms of an append to a short and to a long chat, in turn. */
async function appends(folder: string): Promise<{ shortMs: number; longMs: number }> {
  const port = createChatStore(folder);
  const short = createLogWriter({ port, chatId: 'short', torn: false });
  const long = createLogWriter({ port, chatId: 'long', torn: false });
  const took: Record<'short' | 'long', number[]> = { short: [], long: [] };
  for (let at = 0; at < APPENDS; at += 1) {
    took.short.push(await timeOfAppend(short, at));
    took.long.push(await timeOfAppend(long, at));
  }
  return { shortMs: median(took.short), longMs: median(took.long) };
}

async function timeOfAppend(writer: LogWriter, at: number): Promise<number> {
  const event: ChatEvent = {
    type: 'userMessage',
    at,
    id: `appended-${at}`,
    text: 'Look at the module once more, please. '.repeat(20),
    attachments: [],
  };
  const began = performance.now();
  await writer.append(event);
  return performance.now() - began;
}

/** Median ms to write a whole chat as one JSON text, as is done elsewhere with each message. */
async function rewrites(file: string): Promise<number> {
  const chat = await eventsOf(file);
  const took: number[] = [];
  for (let at = 0; at < REWRITES; at += 1) {
    const began = performance.now();
    await writeFile(`${file}.json`, JSON.stringify(chat));
    took.push(performance.now() - began);
  }
  return median(took);
}

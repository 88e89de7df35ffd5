import type { Page } from 'playwright-core';
import { z } from 'zod';
import { percentile } from '../support/samples.ts';
import { drawn } from './stubHost.ts';

/** What showing something cost the page. */
export interface FrameCost {
  /** ms of the main thread, from the beginning of the work until all of it is painted. */
  readonly ms: number;
  /** The part of it that depends on how a page shows the text: scripts, styles and layout, in ms. */
  readonly workMs: number;
  /** ms of that work in a frame, of 95 % of the frames in which something was drawn. */
  readonly p95: number;
  /** Tasks that held the main thread for more than 50 ms. */
  readonly longTasks: number;
}

/** A text that arrives in an item that streams, so many characters in each frame. */
export interface Stream {
  readonly id: string;
  readonly text: string;
  readonly frame: number;
}

/**
 * Patches the panel as the host does, which gathers the deltas of a frame into one, until the whole
 * text is there and its item has ended.
 */
export function costOfStream(page: Page, stream: Stream): Promise<FrameCost> {
  return costOfFrames(page, () =>
    page.evaluate(async ({ id, text, frame }) => {
      for (let at = 0, seq = 1; at < text.length; at += frame, seq += 1) {
        await new Promise(resolve => requestAnimationFrame(resolve));
        const patches: unknown[] = [{ op: 'append', id, text: text.slice(at, at + frame) }];
        if (at + frame >= text.length) {
          patches.push({ op: 'replace', item: { kind: 'text', id, text, streaming: false } });
        }
        const event = { kind: 'event', name: 'patches', body: { seq, patches } };
        window.postMessage(event, window.origin);
      }
    }, stream),
  );
}

/** @param work resolves once the page was told all */
async function costOfFrames(page: Page, work: () => Promise<void>): Promise<FrameCost> {
  const browser = page.context().browser();
  if (browser === null) throw new Error('The page has no browser');
  const cdp = await page.context().newCDPSession(page);
  await cdp.send('Performance.enable', { timeDomain: 'threadTicks' });
  const spent = async (): Promise<number> => {
    const { metrics } = await cdp.send('Performance.getMetrics');
    return 1_000 * (metrics.find(({ name }) => name === 'TaskDuration')?.value ?? Number.NaN);
  };
  await browser.startTracing(page, {
    categories: ['devtools.timeline', 'disabled-by-default-devtools.timeline.frame'],
  });
  // Beginning to trace is a long task by itself.
  await drawn(page);
  await page.evaluate(() => {
    Object.assign(window, { longTasks: 0 });
    new PerformanceObserver(list => {
      const before = Number(Reflect.get(window, 'longTasks'));
      Reflect.set(window, 'longTasks', before + list.getEntries().length);
    }).observe({ type: 'longtask' });
  });
  const before = await spent();
  await work();
  await drawn(page);
  const ms = (await spent()) - before;
  const longTasks = await page.evaluate(() => Number(Reflect.get(window, 'longTasks')));
  const trace: unknown = JSON.parse((await browser.stopTracing()).toString('utf8'));
  return { ms, longTasks, ...workOf(Trace.parse(trace).traceEvents) };
}

const Span = z.object({
  name: z.string(),
  ph: z.string(),
  pid: z.number(),
  tid: z.number(),
  /** Begin, length, and length in CPU time of the thread, in µs. */
  ts: z.number(),
  dur: z.number().optional(),
  tdur: z.number().optional(),
  args: z.looseObject({ name: z.unknown() }).partial().optional(),
});
type Span = z.infer<typeof Span>;
const Trace = z.object({ traceEvents: z.array(Span) });

/** What depends on how a page shows a text; painting is left out. */
const WORK: ReadonlySet<string> = new Set([
  'EvaluateScript',
  'EventDispatch',
  'FireAnimationFrame',
  'FireIdleCallback',
  'FunctionCall',
  'HandlePostMessage',
  'Layout',
  'MajorGC',
  'MinorGC',
  'RunMicrotasks',
  'TimerFire',
  'UpdateLayoutTree',
]);

function workOf(events: readonly Span[]): Pick<FrameCost, 'workMs' | 'p95'> {
  const mains = events.filter(({ name, args }) => name === 'thread_name' && args?.name === MAIN);
  const threads = mains.map(({ pid, tid }) =>
    events
      .filter(event => event.pid === pid && event.tid === tid)
      .filter(({ ph, name }) => ph === 'X' || name === FRAME)
      .toSorted((a, b) => a.ts - b.ts || (b.dur ?? 0) - (a.dur ?? 0)),
  );
  // Of several renderers it is the one that did the most.
  const spans = threads.toSorted((a, b) => b.length - a.length)[0] ?? [];
  const perFrame: number[] = [];
  let sum = 0;
  let worked = 0;
  let hasDrawn = false;
  for (const { name, tdur = 0 } of outermost(spans, isOfFrame)) {
    if (name === FRAME) {
      if (hasDrawn) perFrame.push(sum);
      sum = 0;
      hasDrawn = false;
    } else if (name === 'Paint') hasDrawn = true;
    else {
      sum += tdur / 1_000;
      worked += tdur / 1_000;
    }
  }
  return { workMs: worked, p95: percentile(perFrame, 0.95) };
}

function isOfFrame(name: string): boolean {
  return WORK.has(name) || name === 'Paint' || name === FRAME;
}

/** With which the main thread begins a frame. */
const FRAME = 'BeginMainThreadFrame';
const MAIN = 'CrRendererMain';

/** Those that stand in no other such span. */
function* outermost(spans: readonly Span[], isWanted: (name: string) => boolean): Generator<Span> {
  let end = -Infinity;
  for (const span of spans) {
    if (span.ts < end || !isWanted(span.name)) continue;
    end = span.ts + (span.dur ?? 0);
    yield span;
  }
}

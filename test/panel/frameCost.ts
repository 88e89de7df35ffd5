import type { Page } from 'playwright-core';
import { drawn } from './stubHost.ts';

/** What showing something cost the page. */
export interface FrameCost {
  /** ms of the main thread, from the beginning of the work until all of it is painted. */
  readonly ms: number;
  /** ms from the beginning of a frame to the first task after it was drawn, of 95 % of all frames. */
  readonly p95: number;
  /** Tasks that held the main thread for more than 50 ms. */
  readonly longTasks: number;
}

/** A text that arrives in an item that streams, in pieces of `delta` characters, `frame` in a frame. */
export interface Stream {
  readonly id: string;
  readonly text: string;
  readonly delta: number;
  readonly frame: number;
}

/** Patches the panel as the host does until the whole text is there and its item has ended. */
export function costOfStream(page: Page, stream: Stream): Promise<FrameCost> {
  return costOfFrames(page, () =>
    page.evaluate(async ({ id, text, delta, frame }) => {
      for (let at = 0, seq = 1; at < text.length; seq += 1) {
        await new Promise(resolve => requestAnimationFrame(resolve));
        const patches: unknown[] = [];
        for (const end = at + frame; at < end && at < text.length; at += delta) {
          patches.push({ op: 'append', id, text: text.slice(at, at + delta) });
        }
        if (at >= text.length) {
          const item = { kind: 'text', id, text, streaming: false };
          patches.push({ op: 'replace', item });
        }
        const event = { kind: 'event', name: 'patches', body: { seq, patches } };
        window.postMessage(event, window.origin);
      }
    }, stream),
  );
}

/** @param work resolves once the page was told all */
export async function costOfFrames(page: Page, work: () => Promise<void>): Promise<FrameCost> {
  const cdp = await page.context().newCDPSession(page);
  await cdp.send('Performance.enable', { timeDomain: 'threadTicks' });
  const spent = async (): Promise<number> => {
    const { metrics } = await cdp.send('Performance.getMetrics');
    return 1_000 * (metrics.find(metric => metric.name === 'TaskDuration')?.value ?? Number.NaN);
  };
  await page.evaluate(() => {
    const frames: number[] = [];
    Object.assign(window, { longTasks: 0, frameTimes: frames });
    const channel = new MessageChannel();
    let began = 0;
    channel.port1.onmessage = () => frames.push(performance.now() - began);
    const frame = (): void => {
      began = performance.now();
      channel.port2.postMessage(undefined);
      requestAnimationFrame(frame);
    };
    requestAnimationFrame(frame);
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
  const times: unknown = await page.evaluate((): unknown => Reflect.get(window, 'frameTimes'));
  const frames = Array.isArray(times) ? times.map(Number) : [];
  const p95 = frames.toSorted((a, b) => a - b)[Math.floor(frames.length * 0.95)] ?? Number.NaN;
  return { ms, p95, longTasks };
}

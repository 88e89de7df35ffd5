import type { Page } from 'playwright-core';
import { createChatController } from '../../src/host/chatController.ts';
import { createChatStore } from '../../src/host/chatStore.ts';
import { openInSteps } from '../../src/host/openInSteps.ts';
import { createFiledSessions, noSurroundings } from '../support/filedSessions.ts';
import { percentile } from '../support/samples.ts';
import { createScriptedModel } from '../support/scriptedModel.ts';
import type { PanelBench } from './stubHost.ts';

/** Frames that are scrolled towards the beginning, and CSS pixels in each. */
const FRAMES = 300;
const STEP = 150;

/** What a chat cost that was opened from its log. */
export interface LongChatCost {
  /** ms from the request until its end is painted, and until the whole log is read. */
  readonly paintMs: number;
  readonly wholeMs: number;
  /** JS heap of the panel after a collection, in MB, and elements, once it was scrolled. */
  readonly heapMb: number;
  readonly nodes: number;
  /** ms between two frames while it scrolls, of 95 % of them. */
  readonly scrollP95Ms: number;
}

/** Opens a chat in a panel that showed the chat "first" before, and scrolls in it. */
export async function openLongChat(
  bench: PanelBench,
  folder: string,
  chat: { readonly chatId: string; readonly lastAnswer: string },
): Promise<LongChatCost> {
  const sessions = createFiledSessions(createChatStore(folder), createScriptedModel([]));
  const controller = createChatController(await sessions.open('first'), noSurroundings);
  const panel = await bench.open({
    state: controller.state(),
    handlers: { loadItems: params => Promise.resolve(controller.itemsAround(params)) },
  });
  try {
    controller.onPatches(body => {
      void panel.post({ kind: 'event', name: 'patches', body });
    });
    await panel.page.getByText('So first ends').waitFor();
    const painted = whenPainted(panel.page, chat.lastAnswer);
    const began = performance.timeOrigin + performance.now();
    const opened = openInSteps(chat.chatId, sessions, controller, session => {
      controller.show(session);
    });
    const paintMs = (await painted) - began;
    await opened;
    const wholeMs = performance.timeOrigin + performance.now() - began;
    const scrollP95Ms = percentile(await scrolled(panel.page), 0.95);
    return { paintMs, wholeMs, scrollP95Ms, ...(await sizeOf(panel.page)) };
  } finally {
    await panel.close();
    controller.dispose();
    sessions.dispose();
  }
}

/** When the last answer was painted, in ms since 1970. */
function whenPainted(page: Page, words: string): Promise<number> {
  return page.evaluate(
    text =>
      new Promise<number>(resolve => {
        const channel = new MessageChannel();
        channel.port1.onmessage = () => {
          resolve(performance.timeOrigin + performance.now());
        };
        requestAnimationFrame(function look() {
          const last = Array.from(document.querySelectorAll('.answer')).at(-1);
          if (last?.textContent.includes(text) === true) channel.port2.postMessage(undefined);
          else requestAnimationFrame(look);
        });
      }),
    words,
  );
}

/** ms between the frames while it scrolls up. */
function scrolled(page: Page): Promise<number[]> {
  return page.evaluate(
    async ({ frames, step }) => {
      const scroller = document.querySelector('[role="log"]');
      const frame = (): Promise<number> =>
        new Promise(resolve => {
          requestAnimationFrame(resolve);
        });
      const took: number[] = [];
      let before = await frame();
      for (let at = 0; at < frames; at += 1) {
        scroller?.scrollBy({ top: -step, behavior: 'instant' });
        const now = await frame();
        took.push(now - before);
        before = now;
      }
      return took;
    },
    { frames: FRAMES, step: STEP },
  );
}

async function sizeOf(page: Page): Promise<Pick<LongChatCost, 'heapMb' | 'nodes'>> {
  const cdp = await page.context().newCDPSession(page);
  await cdp.send('HeapProfiler.enable');
  await cdp.send('HeapProfiler.collectGarbage');
  await cdp.send('HeapProfiler.collectGarbage');
  const { usedSize } = await cdp.send('Runtime.getHeapUsage');
  const nodes = await page.evaluate(() => document.querySelectorAll('*').length);
  return { heapMb: usedSize / 1_000_000, nodes };
}

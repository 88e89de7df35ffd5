import { panelState } from '../panel/panelStates.ts';
import { startPanelBench, type PanelBench } from '../panel/stubHost.ts';
import type { BenchResult } from '../support/benchResult.ts';
import { median, rounded } from '../support/samples.ts';

const RUNS = 7;
/** ms that the panel may take beside what VS Code does to open a view. */
const GOAL = 150;

/**
 * What the panel does until its first content is painted: from its script being there to its question
 * for the state, and from the answer to the paint. Loading the files and the way to the host and back
 * are VS Code's. The built panel in Chromium, each time in a new profile, so nothing is cached.
 */
export async function run(): Promise<BenchResult> {
  const bench = await startPanelBench();
  try {
    const empty: number[] = [];
    const answered: number[] = [];
    for (let round = 0; round < RUNS; round += 1) {
      empty.push(await firstPaint(bench, []));
      answered.push(
        await firstPaint(bench, [
          { kind: 'user', id: 'u', text: 'hello', attachments: [] },
          { kind: 'text', id: 'a', text: 'Some **words**.', streaming: false },
        ]),
      );
    }
    return {
      name: 'The first paint of the panel',
      figures: {
        'panel.firstPaint': {
          ratio: rounded(median(empty) / GOAL),
          against: `${GOAL} ms, which it may take beside VS Code's own work`,
        },
      },
      table: [
        ['', 'median, ms', 'slowest, ms'],
        ['a new chat', median(empty).toFixed(0), Math.max(...empty).toFixed(0)],
        ['a chat with an answer', median(answered).toFixed(0), Math.max(...answered).toFixed(0)],
      ],
    };
  } finally {
    await bench.close();
  }
}

async function firstPaint(
  bench: PanelBench,
  items: Parameters<typeof panelState>[0],
): Promise<number> {
  const panel = await bench.open({ state: panelState(items) });
  try {
    await panel.page.waitForFunction(
      () => performance.getEntriesByName('first-contentful-paint').length > 0,
    );
    return await panel.page.evaluate(() => {
      const at = (name: string): number => performance.getEntriesByName(name)[0]?.startTime ?? NaN;
      const script = performance
        .getEntriesByType('resource')
        .find(entry => entry.name.endsWith('/panel.js'));
      const loaded = script === undefined ? NaN : script.startTime + script.duration;
      return at('to-host') - loaded + at('first-contentful-paint') - at('from-host');
    });
  } finally {
    await panel.close();
  }
}

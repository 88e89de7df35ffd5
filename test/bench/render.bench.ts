import { readFileSync } from 'node:fs';
import path from 'node:path';
import { build } from 'esbuild';
import { costOfStream, type FrameCost } from '../panel/frameCost.ts';
import { panelState } from '../panel/panelStates.ts';
import { startPanelBench, themeVariables, type PanelBench } from '../panel/stubHost.ts';
import type { BenchResult } from '../support/benchResult.ts';
import { repositoryRoot } from '../support/repository.ts';
import { codeFence, markdownAnswer } from '../support/markdownAnswers.ts';
import { rounded } from '../support/samples.ts';

/** UTF-16 code units of the answer, and of what arrives in a frame. */
const ANSWER = 100_000;
const FRAME = 64;

/**
 * Main-thread time to show an answer of 100 KB that arrives 64 characters in a frame: the built
 * panel, patched as the host patches it, beside pages that draw as others do. Same text, messages,
 * schedule, style sheet and scrolling.
 */
export async function run(): Promise<BenchResult> {
  const answer = markdownAnswer(ANSWER);
  const bench = await startPanelBench();
  try {
    const nothing = await costOfRendering(bench, idleRenderer, answer);
    const first = await costOfPanel(bench, answer);
    const lexed = await costOfRendering(bench, lexingRenderer, answer);
    const streamed = await costOfRendering(bench, streamingRenderer, answer);
    const second = await costOfPanel(bench, answer);
    const fence = await costOfPanel(bench, codeFence(ANSWER));
    const streamedFence = await costOfRendering(bench, streamingRenderer, codeFence(ANSWER));
    const beyond = (...costs: readonly FrameCost[]): number =>
      costs.reduce((sum, { ms }) => sum + ms - nothing.ms, 0) / costs.length;
    const frames = Math.ceil(ANSWER / FRAME);
    const row = (name: string, cost: FrameCost): string[] => [
      name,
      cost.ms.toFixed(0),
      cost.workMs.toFixed(0),
      cost.p95.toFixed(1),
      (cost.ms / frames).toFixed(2),
      String(cost.longTasks),
    ];
    return {
      name: 'A 100 KB answer, 64 characters a frame',
      figures: {
        'panel.streaming': {
          ratio: rounded(beyond(first, second) / beyond(streamed), 3),
          against: 'streaming-markdown, which only appends (goal: at most 1.3)',
        },
        'panel.lexing': {
          ratio: rounded(beyond(first, second) / beyond(lexed), 3),
          against: 'marked lexing the whole message, blocks memoised (goal: at most 0.25)',
        },
        'panel.fence': {
          ratio: rounded(beyond(fence) / beyond(streamedFence), 3),
          against: 'streaming-markdown with one code fence of 100 KB (goal: at most 0.15)',
        },
      },
      table: [
        [
          '',
          'main thread, ms',
          'without painting, ms',
          'p95 of a frame, ms',
          'ms a frame',
          'tasks over 50 ms',
        ],
        // Nothing is painted there, so that its work falls into no frames.
        row('an idle page (subtracted in the ratios)', nothing).with(3, '–'),
        row('Plumb, first run', first),
        row('Plumb, second run', second),
        row('marked, whole message, blocks memoised', lexed),
        row('streaming-markdown', streamed),
        row('Plumb, one code fence of 100 KB', fence),
        row('streaming-markdown, one code fence of 100 KB', streamedFence),
      ],
    };
  } finally {
    await bench.close();
  }
}

async function costOfPanel(bench: PanelBench, answer: string): Promise<FrameCost> {
  // A chat that shows an answer already, so that the page has loaded all that it draws with.
  const panel = await bench.open({
    state: panelState(
      [
        { kind: 'user', id: 'u1', text: 'Tell me something.', attachments: [] },
        { kind: 'text', id: 'a1', text: markdownAnswer(4_000), streaming: false },
        { kind: 'user', id: 'u2', text: 'Tell me everything.', attachments: [] },
        { kind: 'text', id: 'a2', text: '', streaming: true },
      ],
      { run: { state: 'running', label: 'Answering' } },
    ),
  });
  try {
    return await costOfStream(panel.page, { id: 'a2', text: answer, frame: FRAME });
  } finally {
    await panel.close();
  }
}

/**
 * Nothing: what the frames, the messages and the measuring themselves cost in any page. In VS Code it
 * is another process that sends the messages.
 */
const idleRenderer = `window.addEventListener('message', () => undefined);`;

/** As Cline draws it: the whole text lexed at each frame, blocks that are the same not drawn again. */
const lexingRenderer = `
  import { lexer, parser } from 'marked';
  const message = document.querySelector('.markdown');
  const scroller = document.querySelector('.scroller');
  let drawn = [];
  let text = '';
  const draw = () => {
    const tokens = lexer(text);
    tokens.forEach((token, index) => {
      if (drawn[index] === token.raw) return;
      const block = message.children[index] ?? message.appendChild(document.createElement('div'));
      block.innerHTML = parser([token]);
      drawn[index] = token.raw;
    });
    scroller.scrollTop = scroller.scrollHeight;
  };
  window.addEventListener('message', ({ data }) => {
    text += data.body.patches[0].text;
    requestAnimationFrame(draw);
  });
`;

/** Which only appends, and never looks back. */
const streamingRenderer = `
  import { default_renderer, parser, parser_end, parser_write } from 'streaming-markdown';
  const scroller = document.querySelector('.scroller');
  const state = parser(default_renderer(document.querySelector('.markdown')));
  window.addEventListener('message', ({ data }) => {
    const [{ text }, end] = data.body.patches;
    requestAnimationFrame(() => {
      parser_write(state, text);
      scroller.scrollTop = scroller.scrollHeight;
      if (end !== undefined) parser_end(state);
    });
  });
`;

async function costOfRendering(
  bench: PanelBench,
  renderer: string,
  answer: string,
): Promise<FrameCost> {
  const bundle = await build({
    stdin: { contents: renderer, resolveDir: repositoryRoot },
    bundle: true,
    minify: true,
    format: 'iife',
    write: false,
  });
  const page = await bench.browser.newPage({ viewport: { width: 400, height: 700 } });
  try {
    // Any file of the panel, for its origin: messages are sent to that.
    await page.goto(`${bench.url}style.css`);
    await page.setContent(`<body><div id="root"><div class="panel"><main class="chat">
      <div class="transcript"><div class="scroller"><div class="content">
        <div class="answer"><div class="markdown"></div></div>
      </div></div></div></main></div></div></body>`);
    const css = readFileSync(path.join(repositoryRoot, 'dist', 'panel', 'style.css'), 'utf8');
    const variables = Object.entries(themeVariables.dark).map(
      ([name, value]) => `${name}:${value}`,
    );
    await page.addStyleTag({ content: `${css} :root { ${variables.join(';')} }` });
    await page.addScriptTag({ content: bundle.outputFiles[0]?.text ?? '' });
    return await costOfStream(page, { id: 'a2', text: answer, frame: FRAME });
  } finally {
    await page.close();
  }
}

import assert from 'node:assert/strict';
import { undecided, undecidedEdit } from '../support/undecided.ts';
import { createServer } from 'node:http';
import type { ChatItem, ToolItem } from '../../src/protocol/viewModel.ts';
import { panelState } from './panelStates.ts';
import { toolItem } from './sampleChats.ts';
import { benchForSuite, drawn, type OpenPanel } from './stubHost.ts';

/** A server that anything in the page would reach if it were loaded. */
async function startTrap(): Promise<{ url: string; hits: string[]; close(): Promise<void> }> {
  const hits: string[] = [];
  const server = createServer((request, response) => {
    hits.push(request.url ?? '');
    response.setHeader('access-control-allow-origin', '*').end();
  });
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The server has no port');
  return {
    url: `http://127.0.0.1:${address.port}`,
    hits,
    close: () =>
      new Promise(resolve => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}

function corpus(trap: string): string[] {
  return [
    `<script>alert(1)</script>`,
    `<script src="${trap}/a.js"></script>`,
    `text <img src=x onerror=alert(1)> text`,
    `<img src="${trap}/a.png">`,
    `![image](${trap}/b.png)`,
    `![image][ref]\n\n[ref]: ${trap}/c.png`,
    `[![badge](${trap}/d.svg)](${trap}/d)`,
    `<svg onload=alert(1)><image href="${trap}/e.png"/></svg>`,
    `<iframe src="${trap}/f"></iframe>`,
    `<link rel="stylesheet" href="${trap}/g.css">`,
    `<style>body{background:url(${trap}/h.png)}</style>`,
    `<div style="background:url(${trap}/i.png)">styled</div>`,
    `<a href="javascript:alert(1)">html link</a>`,
    `<form action="${trap}/j"><button>send</button></form>`,
    `<meta http-equiv="refresh" content="0;url=${trap}/k">`,
    `<base href="${trap}/">`,
    `<video src="${trap}/l" autoplay></video><object data="${trap}/m"></object>`,
    `[run](command:workbench.action.terminal.new)`,
    `[open](vscode://file/etc/passwd)`,
    `[js](javascript:alert(1))`,
    `[js](JaVaScRiPt&#58;alert(1))`,
    `[js](java\tscript:alert(1))`,
    `[data](data:text/html,<script>alert(1)</script>)`,
    `[file](file:///etc/passwd)`,
    `<javascript:alert(1)>`,
    `<command:workbench.action.quit>`,
    `[title](${trap}/n "\\"><img src=x onerror=alert(1)>")`,
    '```"><img src=x onerror=alert(1)>\ncode\n```',
    '```html\n</code></pre></script><img src=x onerror=alert(1)>\n```',
    '```ts onload=alert(1)\nlet a;\n```',
    '`<img src=x onerror=alert(1)>`',
    `</script></div><img src=x onerror=alert(1)>`,
    `| <img src=x onerror=alert(1)> |\n|---|\n| <script>alert(1)</script> |`,
    `- <img src=x onerror=alert(1)>\n- [x] <script>alert(1)</script>`,
    `> <img src=x onerror=alert(1)>`,
    `# <img src=x onerror=alert(1)>`,
    '```mermaid\nclick A "javascript:alert(1)"\n```',
    `&lt;img src=x onerror=alert(1)&gt;`,
    `<!-- <img src=x onerror=alert(1)> -->`,
    `<math><mtext><table><mglyph><style><img src=x onerror=alert(1)>`,
    `${trap}/o?secret=1`,
    `<${trap}/p?secret=1>`,
  ];
}

describe('text of the model', () => {
  const bench = benchForSuite();
  let panel: OpenPanel;
  let trap: Awaited<ReturnType<typeof startTrap>>;
  before(async () => {
    trap = await startTrap();
  });
  after(() => trap.close());

  /** Elements that could do something, beside those that the panel itself draws. */
  const foreignElements = () =>
    panel.page.evaluate(() => {
      const root = document.getElementById('root');
      const harmful =
        'script, img, iframe, object, embed, video, audio, form, link, meta, base, style, svg image, svg script, math';
      const found = [...(root?.querySelectorAll(harmful) ?? [])].map(element => element.tagName);
      const attributes = [...(root?.querySelectorAll('*') ?? [])].flatMap(element =>
        element
          .getAttributeNames()
          .filter(name => /^on|^style$|^src|^href$|^action$|^srcdoc$/.test(name))
          .map(name => `${element.tagName} ${name}`),
      );
      return [...found, ...attributes];
    });

  const check = async (): Promise<void> => {
    await drawn(panel.page);
    assert.deepEqual(await foreignElements(), []);
    assert.deepEqual(panel.problems, []);
    assert.deepEqual(panel.foreignRequests, []);
    assert.deepEqual(trap.hits, []);
    const window = await panel.page.evaluate(() => location.href);
    assert.equal(window, bench.url);
  };

  it('S19, S21: runs nothing, loads nothing and becomes no element, in whichever place it stands', async () => {
    const samples = corpus(trap.url);
    const everywhere = (text: string, at: number): ChatItem[] => [
      {
        kind: 'user',
        id: `u${at}`,
        text,
        attachments: [{ label: text, path: text, line: 1 }],
      },
      { kind: 'text', id: `a${at}`, text, streaming: at % 2 === 0 },
      {
        kind: 'notice',
        id: `n${at}`,
        severity: 'error',
        message: text,
        actions: [{ label: text, command: 'retry' }],
      },
      toolItem({
        id: `c${at}`,
        name: text,
        title: text,
        state: 'waiting',
        summary: text,
        input: text,
        output: text,
        proposal: {
          kind: 'command',
          ...undecided,
          hash: 'h',
          command: text,
          cwd: text,
          timeoutMs: 1,
        },
      }),
    ];
    const [name] = samples;
    panel = await bench.open({
      state: panelState(samples.flatMap(everywhere), {
        title: samples.join(' '),
        service: samples.join(' '),
        run: { state: 'running', label: samples.join(' ') },
        models: samples.map(text => ({ id: text, label: text })),
        model: name ?? '',
        thinkingLevels: samples,
      }),
      height: 5_000,
    });
    await check();
  });

  it('S21: stays inert when it arrives a character at a time', async () => {
    panel = await bench.open({
      state: panelState([{ kind: 'text', id: 'a', text: '', streaming: true }]),
    });
    const text = corpus(trap.url).join('\n\n');
    const step = 23;
    for (let at = 0; at < text.length; at += step) {
      await panel.patch({ op: 'append', id: 'a', text: text.slice(at, at + step) });
    }
    await check();
  });

  it('S21: is inert in the names of files, in diffs and in the history', async () => {
    const samples = corpus(trap.url);
    const proposal: ToolItem['proposal'] = {
      kind: 'edit',
      ...undecidedEdit,
      hash: 'h',
      files: samples.map(text => ({
        path: text,
        newPath: text,
        change: 'move',
        added: 1,
        removed: 0,
        hunks: [{ oldStart: 1, newStart: 1, lines: [{ kind: 'added', text }] }],
      })),
    };
    panel = await bench.open({
      state: panelState([toolItem({ id: 'c', state: 'waiting', proposal })]),
      handlers: {
        listChats: () =>
          Promise.resolve({
            chats: samples.map((title, at) => ({ id: `${at}`, title, updatedAt: 0 })),
          }),
      },
    });
    await panel.page.getByRole('button', { name: 'History', exact: true }).click();
    await panel.page.getByRole('navigation').getByRole('button').last().waitFor();
    await check();
  });

  it('S20: has only http(s) links, which ask the host and follow nothing by themselves', async () => {
    const text = [
      '[web](https://example.org/a?b=c&d)',
      '[run](command:workbench.action.quit) [js](javascript:alert(1)) [rel](src/a.ts)',
      '![picture](https://example.org/p.png)',
      'https://example.org/auto',
      '[hidden](https://user:pass@evil.example/x)',
    ].join('\n\n');
    panel = await bench.open({
      state: panelState([{ kind: 'text', id: 'a', text, streaming: false }]),
    });
    const links = panel.page.getByRole('log').getByRole('link');
    assert.deepEqual(await links.allTextContents(), [
      'web',
      'picture',
      'https://example.org/auto',
      'hidden',
    ]);
    const titles = await links.evaluateAll(all => all.map(link => link.getAttribute('title')));
    assert.deepEqual(titles, [
      'https://example.org/a?b=c&d',
      'https://example.org/p.png',
      'https://example.org/auto',
      'https://user:pass@evil.example/x',
    ]);
    await links.first().click();
    await links.nth(1).press('Enter');
    await links.nth(2).click({ button: 'middle' });
    await panel.page.getByText('run').click();
    assert.deepEqual(await panel.asked('openLink'), [
      { href: 'https://example.org/a?b=c&d' },
      { href: 'https://example.org/p.png' },
    ]);
    await check();
  });

  it('S21: would be stopped by the policy of the page, were it ever to become HTML', async () => {
    panel = await bench.open();
    const blocked = await panel.page.evaluate(async address => {
      const violations: string[] = [];
      document.addEventListener('securitypolicyviolation', event => {
        violations.push(event.effectiveDirective);
      });
      const image = document.createElement('img');
      image.src = `${address}/q.png`;
      document.body.append(image);
      const script = document.createElement('script');
      script.textContent = 'window.hasRun = true';
      document.body.append(script);
      await fetch(`${address}/r`).catch(() => undefined);
      await new Promise(resolve => requestAnimationFrame(() => requestAnimationFrame(resolve)));
      return [...new Set(violations), String('hasRun' in window)].sort();
    }, trap.url);
    assert.deepEqual(blocked, ['connect-src', 'false', 'img-src', 'script-src-elem']);
    assert.deepEqual(trap.hits, []);
  });
});

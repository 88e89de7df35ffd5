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
    `![image](<${trap}/q q.png?a=1> "title")`,
    `<img srcset="${trap}/r.png 1x" loading="eager">`,
    `<picture><source srcset="${trap}/s.png"></picture>`,
    `<a ping="${trap}/t" href="${trap}/u">ping</a>`,
    `<link rel="prefetch" href="${trap}/v"><link rel="dns-prefetch" href="${trap}/w">`,
    `<svg><style>@import url(${trap}/x.css)</style><use href="${trap}/y.svg#a"/></svg>`,
    `<input type="image" src="${trap}/z.png"><button formaction="${trap}/aa">x</button>`,
    '```mermaid\ngraph TD; A["<img src=' + trap + '/bb.png>"]\n```',
    '```svg\n<svg><image href="' + trap + '/cc.png"/></svg>\n```',
    `[a](${trap}/dd)[b](vscode://settings/plumb.baseUrl)[c](vscode-insiders://x)[d](vscode-resource:/x)`,
    `[ref][r]\n\n[r]: command:workbench.action.quit "title"`,
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
      // The spacers of the transcript have the height of what is not loaded, and hold nothing.
      const attributes = [...(root?.querySelectorAll(':not(.not-loaded:empty)') ?? [])].flatMap(
        element =>
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
      { kind: 'thinking', id: `t${at}`, text },
      { kind: 'summary', id: `s${at}`, text },
      { kind: 'sources', id: `o${at}`, sources: [{ url: text, title: text }] },
      { kind: 'plan', id: `p${at}`, steps: [{ text, state: 'open' }] },
      { kind: 'instructions', id: `i${at}`, files: [{ path: text, text }] },
      toolItem({
        id: `q${at}`,
        title: text,
        state: 'waiting',
        proposal: {
          kind: 'read',
          ...undecided,
          hash: 'h',
          sources: [
            { origin: 'dependency', name: text },
            { origin: 'workspace', name: text },
          ],
          guarded: [{ path: text, level: 'secret', reason: text }],
          warnings: [text],
        },
      }),
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
        listHistory: () =>
          Promise.resolve({
            chats: samples.map((title, at) => ({
              id: `${at}`,
              title,
              updatedAt: 0,
              pinned: false,
              state: 'idle' as const,
            })),
          }),
      },
    });
    await panel.page.getByRole('button', { name: 'History', exact: true }).click();
    await panel.page.getByRole('navigation').getByRole('listitem').last().waitFor();
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
    await panel.page.getByText('run', { exact: true }).click();
    assert.deepEqual(await panel.asked('openLink'), [
      { href: 'https://example.org/a?b=c&d' },
      { href: 'https://example.org/p.png' },
    ]);
    await check();
  });

  it('S19: opens nothing of what the search found by itself', async () => {
    panel = await bench.open({
      state: panelState([
        {
          kind: 'sources',
          id: 's',
          sources: [
            { url: `${trap.url}/found?q=secret`, title: 'Found' },
            { url: 'command:workbench.action.quit', title: 'Command' },
            { url: 'vscode://file/etc/passwd', title: 'Address of VS Code' },
          ],
        },
      ]),
    });
    const links = panel.page.getByRole('group', { name: 'Sources' }).getByRole('link');
    assert.deepEqual(await links.allTextContents(), ['Found']);
    await panel.page.getByText('Command', { exact: true }).click();
    await links.click();
    assert.deepEqual(await panel.asked('openLink'), [{ href: `${trap.url}/found?q=secret` }]);
    await check();
  });

  it('S21: would be stopped by the policy of the page, were it ever to become HTML', async () => {
    panel = await bench.open();
    // Each is reported by an event; one that is not blocked is waited for in vain.
    const expected = [
      'base-uri',
      'connect-src',
      'form-action',
      'frame-src',
      'img-src',
      'media-src',
      'object-src',
      'script-src',
      'script-src-elem',
      'style-src-attr',
      'style-src-elem',
    ];
    const hasRun = await panel.page.evaluate(
      async ({ address, awaited }) => {
        const left = new Set(awaited);
        const allBlocked = new Promise<void>(resolve => {
          document.addEventListener('securitypolicyviolation', event => {
            left.delete(event.effectiveDirective);
            if (left.size === 0) resolve();
          });
        });
        const added: Readonly<Record<string, Readonly<Record<string, string>>>> = {
          img: { src: `${address}/q.png` },
          script: { src: `${address}/s.js` },
          link: { rel: 'stylesheet', href: `${address}/t.css` },
          iframe: { src: `${address}/u` },
          object: { data: `${address}/v` },
          video: { src: `${address}/w` },
          base: { href: `${address}/` },
        };
        for (const [tag, attributes] of Object.entries(added)) {
          document.body.append(Object.assign(document.createElement(tag), attributes));
        }
        const script = document.createElement('script');
        script.textContent = 'window.hasRun = true';
        const style = document.createElement('style');
        style.textContent = `body { background: url(${address}/x.png) }`;
        const styled = document.createElement('p');
        styled.setAttribute('style', `background: url(${address}/y.png)`);
        document.body.append(script, style, styled);
        const form = Object.assign(document.createElement('form'), { action: `${address}/z` });
        document.body.append(form);
        form.submit();
        await fetch(`${address}/r`).catch(() => undefined);
        navigator.sendBeacon(`${address}/beacon`);
        const page: { setTimeout(code: string): number } = window;
        page.setTimeout('window.hasRun = true');
        try {
          new WebSocket(address.replace('http', 'ws')).close();
        } catch {
          // Blocked at once, or by an event: the server counts.
        }
        await allBlocked;
        return 'hasRun' in window;
      },
      { address: trap.url, awaited: expected },
    );
    assert.equal(hasRun, false);
    assert.deepEqual(trap.hits, []);
  });

  it('S22: takes nothing from a frame within the page, or of a kind that it does not know', async () => {
    panel = await bench.open({ state: panelState([]) });
    await panel.page.evaluate(() => {
      document.body.append(document.createElement('iframe'));
    });
    const item = { kind: 'text', id: 'forged', text: 'Forged', streaming: false };
    const forged = {
      kind: 'event',
      name: 'patches',
      body: { seq: 1, patches: [{ op: 'add', item }] },
    };
    const [, inner] = panel.page.frames();
    assert.ok(inner !== undefined);
    await inner.evaluate(message => window.parent.postMessage(message, '*'), forged);
    for (const unknown of [
      { ...forged, kind: 'order' },
      { ...forged, name: 'run' },
      { kind: 'event', name: 'constructor', body: {} },
      { kind: 'result', id: 999, result: {} },
      'patches',
      null,
    ]) {
      await panel.post(unknown);
    }
    await drawn(panel.page);
    assert.equal(await panel.page.getByText('Forged').count(), 0);
    // The same words from the frame around the page are heard, so it was the sender that failed.
    await panel.post(forged);
    await panel.page.getByText('Forged').waitFor();
  });
});

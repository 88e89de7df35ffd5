import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:http';
import process from 'node:process';
import { z } from 'zod';
import { extensionHostOf } from '../support/extensionHost.ts';
import { text, tools } from '../support/runware/answers.ts';
import { openServiceWindow, type ServiceWindow } from '../support/serviceWindow.ts';
import { socketsOf, withDescendants, type OpenSocket } from '../support/sockets.ts';

// Only Linux tells of the sockets of a process without tools of its own.
if (process.platform === 'linux')
  describe('S25 the process that Plumb runs in', () => {
    /** A page that the answer points to; whoever fetches anything comes here. */
    const visits: string[] = [];
    const page = createServer((request, response) => {
      visits.push(request.url ?? '');
      response.end();
    });
    let pageUrl: string;
    let window: ServiceWindow;

    before(async () => {
      page.listen(0, '127.0.0.1');
      await once(page, 'listening');
      const { port } = z.object({ port: z.number() }).parse(page.address());
      pageUrl = `http://127.0.0.1:${port}`;
      window = await openServiceWindow();
      await window.panel.message.waitFor();
    });
    after(async () => {
      await window.close();
      page.close();
    });

    const listening = (pid: number): OpenSocket[] =>
      socketsOf(pid).filter(({ listens }) => listens);

    /** VS Code's own are there in every extension host: for its `code` command, and for its git. */
    const notVscodes = (pid: number): OpenSocket[] =>
      listening(pid).filter(
        ({ kind, local }) => kind !== 'unix' || !/\/vscode-(ipc|git)-[^/]+\.sock$/.test(local),
      );

    it('is seen to hold a listening socket by this test, if it holds one', () => {
      const { port } = z.object({ port: z.number() }).parse(page.address());
      const own = listening(process.pid).map(({ kind, local }) => `${kind} ${local}`);
      assert.ok(own.includes(`tcp ${port}`), own.join(', '));
    });

    it('listens nowhere after a turn with a command, and after the turn nothing is left of it', async () => {
      const { panel, service, server } = window;
      service.enqueue(
        tools([
          { name: 'read_file', arguments: { path: 'package.json' } },
          { name: 'run_command', arguments: { command: 'echo ran' } },
        ]),
        text(`Done. ![A picture](${pageUrl}/picture.png) [A file](${pageUrl}/file.sh)`),
      );
      await panel.ask('Run it.');
      await panel.button('Approve').waitFor();
      const host = extensionHostOf(server);
      assert.ok(listening(host).length > 0, 'its sockets are seen');
      assert.deepEqual(notVscodes(host), [], 'while it asks');
      await panel.button('Approve').click();
      await panel.log.getByText('Done.').waitFor();
      await panel.idle();
      assert.equal(extensionHostOf(server), host);
      assert.deepEqual(notVscodes(host), [], 'after the turn');
      for (const pid of withDescendants(host)) {
        const internet = listening(pid).filter(({ kind }) => kind !== 'unix');
        assert.deepEqual(internet, [], `process ${pid} below it`);
      }
    });

    it('speaks with the service alone: what an answer shows is not fetched (S30)', () => {
      const { service, server } = window;
      // The window itself: VS Code's server hands its connection on to the extension host.
      const windowPort = /agent listening on (\d+)/.exec(server.output())?.[1];
      const others = socketsOf(extensionHostOf(server)).filter(
        ({ kind, listens, local, remote }) =>
          kind !== 'unix' &&
          !listens &&
          local !== windowPort &&
          remote !== new URL(service.baseUrl).port,
      );
      assert.deepEqual(others, []);
      assert.deepEqual(visits, []);
    });
  });

import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { z } from 'zod';
import { DELIVERY_METHODS } from '../../src/api/modelClient.ts';
import { createRunwareClient } from '../../src/api/runwareClient.ts';
import type { Fetch } from '../../src/api/transport.ts';
import { nullLogger } from '../../src/base/logger.ts';
import type { JsonObject } from '../../src/base/json.ts';
import type { ChatEvent, LiveEvent } from '../../src/chat/events.ts';
import { createSession } from '../../src/chat/session.ts';
import { allTools } from '../../src/tools/registry.ts';
import { createInMemoryWorkspace } from '../support/inMemoryWorkspace.ts';
import { text } from '../support/runware/answers.ts';
import { localKey, startRunwareService } from '../support/runware/service.ts';
import { worldOf } from '../unit/chat/sessionHarness.ts';

/** A page on this machine that notes who comes. */
async function withPage(
  work: (page: { readonly url: string; readonly visits: readonly string[] }) => Promise<void>,
): Promise<void> {
  const visits: string[] = [];
  const server = createServer((request, response) => {
    visits.push(`${request.method ?? ''} ${request.url ?? ''}`);
    response.end('#!/bin/sh\nid\n');
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = z.object({ port: z.number() }).parse(server.address());
  try {
    await work({ url: `http://127.0.0.1:${port}`, visits });
  } finally {
    server.close();
    server.closeAllConnections();
  }
}

/** Files and images in every form that a tool of the service could hand them back in. */
function handedBack(url: string): JsonObject {
  return {
    tools: [
      {
        type: 'codeInterpreter',
        id: 'c1',
        code: `open("run.sh", "w").write("curl ${url}/from-code")`,
        outputs: [
          { type: 'image', url: `${url}/plot.png` },
          { type: 'file', filename: '../../.bashrc', url: `${url}/run.sh` },
          { type: 'file', filename: 'evil.sh', data: 'IyEvYmluL3NoCmlkCg==' },
          { type: 'image', url: 'data:image/svg+xml,<svg onload="alert(1)"/>' },
        ],
      },
      { type: 'search', id: 's1', query: 'x', results: [{ url: `${url}/found`, image: url }] },
    ],
    sources: [
      { url: `${url}/source`, title: 'A source' },
      { url: 'file:///etc/passwd', title: 'A file' },
      { url: 'command:workbench.action.quit', title: 'A command' },
    ],
    files: [{ url: `${url}/download.sh`, name: 'download.sh' }],
    images: [{ imageURL: `${url}/image.png` }],
    imageURL: `${url}/single.png`,
  };
}

describe('S30 files and images that an answer hands back', () => {
  for (const delivery of DELIVERY_METHODS) {
    it(`are told of and never fetched, kept or run: ${delivery}`, () =>
      withPage(async ({ url, visits }) => {
        const service = await startRunwareService();
        try {
          const asked: string[] = [];
          const fetch: Fetch = (address, init) => {
            asked.push(address);
            return globalThis.fetch(address, init);
          };
          const key = (): Promise<string> => Promise.resolve(localKey);
          const { baseUrl } = service;
          const client = createRunwareClient({ baseUrl, key, logger: nullLogger, fetch });
          const workspace = createInMemoryWorkspace({ files: { 'a.txt': 'one\n' } });
          const { parts } = worldOf([], {
            tools: allTools(),
            settings: { delivery, serviceTools: ['search', 'codeInterpreter'] },
          });
          const session = createSession('chat', {
            ...parts,
            client,
            newId: () => globalThis.crypto.randomUUID(),
            toolContext: ({ signal, onOutput, granted }) =>
              workspace.context({ signal, onOutput, granted }),
          });
          const events: (ChatEvent | LiveEvent)[] = [];
          session.onEvent(event => events.push(event));
          service.enqueue(
            text(`![A plot](${url}/plot.png) [Get it](${url}/run.sh)`, {
              beside: { at: 'delta', fields: handedBack(url) },
            }),
          );
          await session.send({ text: 'Draw it.' });
          await session.whenIdle();

          const end = events.at(-1);
          assert.ok(end?.type === 'turnEnded');
          assert.equal(end.reason, 'done', end.error?.message);
          const told = JSON.stringify(events.filter(({ type }) => type === 'serviceToolUsed'));
          assert.match(told, /plot\.png/);
          const sources = events.flatMap(event =>
            event.type === 'sourcesFound' ? event.sources.map(source => source.url) : [],
          );
          assert.deepEqual(sources, [`${url}/source`]);

          assert.deepEqual(visits, []);
          assert.ok(asked.length > 0);
          assert.deepEqual(
            asked.filter(address => !address.startsWith(baseUrl)),
            [],
          );
          assert.deepEqual(workspace.applied, []);
          assert.deepEqual(workspace.ran, []);
        } finally {
          await service.stop();
        }
      }));
  }
});

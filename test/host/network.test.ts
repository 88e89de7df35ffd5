import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import * as vscode from 'vscode';
import { createFetch } from '../../src/api/createFetch.ts';
import type { Fetch } from '../../src/api/transport.ts';
import { readNetworkSettings } from '../../src/host/networkSettings.ts';
import { createAuthority } from '../support/network/certificates.ts';
import { startConnectProxy } from '../support/network/connectProxy.ts';
import { listening } from '../support/network/listening.ts';
import { startTlsFront } from '../support/network/tlsFront.ts';

const HOST = 'api.plumb.test';
const init: Parameters<Fetch>[1] = {
  method: 'POST',
  headers: { 'content-type': 'application/json' },
  body: '[]',
  redirect: 'manual',
  signal: new AbortController().signal,
};
const vscodes: Fetch = (url, options) => globalThis.fetch(url, options);

async function textOf({ body }: Awaited<ReturnType<Fetch>>): Promise<string> {
  const parts: Uint8Array[] = [];
  for await (const part of body ?? []) parts.push(part);
  return Buffer.concat(parts).toString();
}

describe('the network of VS Code', () => {
  /** Answers with what it was sent, or points elsewhere. */
  const server = createServer((request, response) => {
    if (request.url === '/elsewhere') {
      response.writeHead(307, { location: '/v1' }).end();
    } else {
      response.writeHead(200, { 'content-type': 'application/json' });
      request.pipe(response);
    }
  });
  let service: Awaited<ReturnType<typeof listening>>;

  before(async () => {
    service = await listening(server);
  });
  after(() => service.stop());

  it('R44: takes our requests through the proxy that http.proxy names', async () => {
    const authority = createAuthority();
    const front = await startTlsFront(authority.issue([HOST]), () => service.port);
    const proxy = await startConnectProxy({
      credentials: 'anna:secret',
      route: asked => (asked === `${HOST}:443` ? front.port : undefined),
    });
    // VS Code itself uses the proxy too as soon as it is set, for addresses of its own.
    const ours = () =>
      proxy.asked.flatMap((authority, at) =>
        authority === `${HOST}:443` ? [proxy.credentials[at]] : [],
      );
    const http = (): vscode.WorkspaceConfiguration => vscode.workspace.getConfiguration('http');
    const fetch = createFetch(() => ({
      ...readNetworkSettings(http(), {}),
      extraCertificates: [authority.certificate],
    }));
    try {
      await assert.rejects(fetch(`https://${HOST}/v1`, init));
      assert.deepEqual(ours(), []);
      const address = `http://anna:secret@127.0.0.1:${proxy.port}`;
      await http().update('proxy', address, vscode.ConfigurationTarget.Global);
      assert.equal(await textOf(await fetch(`https://${HOST}/v1`, init)), '[]');
      assert.deepEqual(ours(), ['anna:secret']);
      await http().update('proxySupport', 'off', vscode.ConfigurationTarget.Global);
      await assert.rejects(fetch(`https://${HOST}/v1`, init));
      assert.equal(ours().length, 1, String(proxy.asked));
    } finally {
      await http().update('proxy', undefined, vscode.ConfigurationTarget.Global);
      await http().update('proxySupport', undefined, vscode.ConfigurationTarget.Global);
      await proxy.stop();
      await front.stop();
    }
  });

  it("R44: has VS Code's own fetch, which fits where ours comes to no connection", async () => {
    assert.ok('__vscodePatchedFetch' in globalThis, 'the global fetch is patched');
    const fetch = createFetch(undefined, {
      patchedFetch: (url, options) =>
        vscodes(url.replace(`https://${HOST}`, `http://127.0.0.1:${service.port}`), options),
    });
    assert.equal(await textOf(await fetch(`https://${HOST}/v1`, init)), '[]');
  });

  it('S26: hands a redirect back and does not follow it, by our fetch and by its own', async () => {
    for (const fetch of [createFetch(), vscodes]) {
      const response = await fetch(`http://127.0.0.1:${service.port}/elsewhere`, init);
      assert.equal(response.status, 307);
      assert.equal(await textOf(response), '');
    }
  });
});

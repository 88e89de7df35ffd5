import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { readNetworkSettings } from '../../../src/host/networkSettings.ts';

const read = (
  http: Readonly<Record<string, unknown>>,
  env: Readonly<Record<string, string>> = {},
): ReturnType<typeof readNetworkSettings> => readNetworkSettings({ get: key => http[key] }, env);

describe('The settings of the network', () => {
  it("R44: are VS Code's own, and the environment's", () => {
    const settings = read(
      {
        proxy: 'http://set:1',
        proxyAuthorization: 'Bearer x',
        noProxy: ['a.org'],
        proxyStrictSSL: false,
      },
      { HTTPS_PROXY: 'http://env:1', no_proxy: 'b.org', PATH: '/bin' },
    );
    assert.equal(settings.proxyUrl, 'http://set:1');
    assert.equal(settings.proxyAuthorization, 'Bearer x');
    assert.deepEqual(settings.noProxy, ['a.org']);
    assert.equal(settings.strictSsl, false);
    assert.equal(settings.environment.HTTPS_PROXY, 'http://env:1');
    assert.equal(settings.environment.no_proxy, 'b.org');
    assert.doesNotMatch(JSON.stringify(settings), /bin/);
  });

  it('R44: name no proxy at all where http.proxySupport is off', () => {
    const settings = read(
      { proxy: 'http://set:1', proxySupport: 'off' },
      { HTTPS_PROXY: 'http://env:1' },
    );
    assert.deepEqual([settings.proxyUrl, settings.environment], [undefined, {}]);
  });

  it('R44: are the careful ones where a value is not what it should be', () => {
    const { proxyUrl, noProxy, strictSsl } = read({ proxy: 7, noProxy: 'a', proxyStrictSSL: 'no' });
    assert.deepEqual([proxyUrl, noProxy, strictSsl], [undefined, [], true]);
  });

  it('R44: hold the certificates of NODE_EXTRA_CA_CERTS, and those of the machine unless told not to', async () => {
    const folder = await mkdtemp(path.join(tmpdir(), 'plumb-certificates-'));
    try {
      const file = path.join(folder, 'ca.pem');
      await writeFile(file, 'PEM');
      assert.deepEqual(read({}, { NODE_EXTRA_CA_CERTS: file }).extraCertificates, ['PEM']);
      const missing = read({}, { NODE_EXTRA_CA_CERTS: path.join(folder, 'none.pem') });
      assert.equal(missing.extraCertificates, undefined);
      assert.ok(Array.isArray(read({}).systemCertificates?.()));
      assert.equal(read({ systemCertificates: false }).systemCertificates, undefined);
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  });
});

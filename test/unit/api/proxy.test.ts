import assert from 'node:assert/strict';
import { isExcepted } from '../../../src/api/noProxy.ts';
import { NotConnected } from '../../../src/api/notConnected.ts';
import { DIRECT, proxyFor, type NetworkSettings } from '../../../src/api/proxy.ts';

const service = new URL('https://api.runware.ai/v1');
const proxyWith = (settings: Partial<NetworkSettings>, url = service) =>
  proxyFor(url, { ...DIRECT, ...settings });

describe('The proxy for an address', () => {
  it('R44: is that of the settings, then that of the environment, then none', () => {
    const environment = { https_proxy: 'http://lower:1', HTTPS_PROXY: 'http://upper:1' };
    assert.equal(proxyWith({ proxyUrl: 'http://set:8080', environment })?.host, 'set:8080');
    assert.equal(proxyWith({ proxyUrl: ' ', environment })?.host, 'lower:1');
    assert.equal(
      proxyWith({ environment: { http_proxy: '', HTTP_PROXY: 'only:3128' } })?.host,
      'only:3128',
    );
    assert.equal(proxyWith({}), undefined);
  });

  it('R44: is none for this machine, whatever is set', () => {
    for (const host of ['localhost', '127.0.0.1', '127.1.2.3', '[::1]']) {
      assert.equal(
        proxyWith({ proxyUrl: 'http://set:1' }, new URL(`https://${host}:8443/v1`)),
        undefined,
      );
    }
    const lookalike = new URL('https://localhost.example.org/v1');
    assert.equal(proxyWith({ proxyUrl: 'http://set:1' }, lookalike)?.host, 'set:1');
  });

  it('R44: is none for what http.noProxy excepts, or NO_PROXY where that is empty', () => {
    const settings = {
      proxyUrl: 'http://set:1',
      environment: { NO_PROXY: 'other.org, .runware.ai' },
    };
    assert.equal(proxyWith(settings), undefined);
    assert.equal(proxyWith({ ...settings, noProxy: ['other.org'] })?.host, 'set:1');
    assert.equal(proxyWith({ ...settings, noProxy: ['runware.ai'] }), undefined);
  });

  it('R44: is given the user and the password, decoded, as its first header', () => {
    const header = (proxyUrl: string, proxyAuthorization?: string) => {
      const value = proxyWith({ proxyUrl, proxyAuthorization })?.authorization;
      return value?.startsWith('Basic ') === true
        ? Buffer.from(value.slice(6), 'base64').toString('utf8')
        : value;
    };
    assert.equal(header('http://anna:a%20b%3Ac@set:1'), 'anna:a b:c');
    assert.equal(header('http://anna@set:1'), 'anna:');
    assert.equal(header('http://anna:100%@set:1'), 'anna:100%');
    assert.equal(header('http://set:1', 'Bearer abc'), 'Bearer abc');
    assert.equal(header('http://set:1'), undefined);
    const { origin, host } = proxyWith({ proxyUrl: 'http://anna:secret@set:1' }) ?? {};
    assert.deepEqual([origin, host], ['http://set:1', 'set:1']);
  });

  it('R44: is an error where it is set and cannot be used, not the direct way', () => {
    for (const proxyUrl of [
      'http://',
      'socks5://anna:secret@set:1080',
      'http://anna:sec ret@a b',
    ]) {
      assert.throws(
        () => proxyWith({ proxyUrl }),
        (error: unknown) =>
          error instanceof NotConnected &&
          error.proxy?.why === 'unusable' &&
          !/anna|sec/.test(JSON.stringify([error.message, error.proxy])),
        proxyUrl,
      );
    }
  });
});

describe('An exception from the proxy', () => {
  const cases: readonly (readonly [
    host: string,
    port: number,
    entry: string,
    excepted: boolean,
  ])[] = [
    ['api.runware.ai', 443, '*', true],
    ['api.runware.ai', 443, 'api.runware.ai', true],
    ['api.runware.ai', 443, 'API.Runware.AI ', true],
    ['api.runware.ai', 443, 'runware.ai', true],
    ['api.runware.ai', 443, '.runware.ai', true],
    ['api.runware.ai', 443, '*.runware.ai', true],
    ['runware.ai', 443, '.runware.ai', true],
    ['api.badrunware.ai', 443, 'runware.ai', false],
    ['api.runware.ai.evil.org', 443, 'runware.ai', false],
    ['api.runware.ai', 443, 'runware.ai:443', true],
    ['api.runware.ai', 443, 'runware.ai:8443', false],
    ['api.runware.ai', 443, '', false],
    ['api.runware.ai', 443, '.', false],
    ['10.1.2.3', 443, '10.0.0.0/8', true],
    ['11.1.2.3', 443, '10.0.0.0/8', false],
    ['10.1.2.3', 443, '10.1.2.3', true],
    ['10.1.2.3', 443, '10.0.0.0/99', false],
    ['fd00::1', 443, 'fd00::/8', true],
    ['fd00::1', 443, '[fd00::1]:443', true],
    ['fd00::1', 443, '[fd00::1]:80', false],
    ['fd00::1', 443, 'fd00::1', true],
    ['api.runware.ai', 443, '10.0.0.0/8', false],
  ];
  for (const [host, port, entry, excepted] of cases) {
    it(`R44: ${JSON.stringify(entry)} ${excepted ? 'takes' : 'does not take'} ${host}:${port} away`, () => {
      assert.equal(isExcepted(host, port, ['other.org', entry]), excepted);
    });
  }
});

import assert from 'node:assert/strict';
import { DEFAULT_BASE_URL } from '../../../src/api/endpoint.ts';
import { serviceName } from '../../../src/host/serviceName.ts';

describe('serviceName', () => {
  it('needs no name for Runware’s own address', () => {
    assert.equal(serviceName({ baseUrl: DEFAULT_BASE_URL, serviceName: 'Mine' }), undefined);
  });

  it('names any other service by its setting, or else by its host', () => {
    const baseUrl = 'https://proxy.example:8443/v1';
    assert.equal(serviceName({ baseUrl, serviceName: 'Our proxy' }), 'Our proxy');
    assert.equal(serviceName({ baseUrl, serviceName: '' }), 'proxy.example:8443');
    assert.equal(serviceName({ baseUrl: 'nonsense', serviceName: '' }), 'nonsense');
  });
});

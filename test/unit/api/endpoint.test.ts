import assert from 'node:assert/strict';
import { parseEndpoint } from '../../../src/api/endpoint.ts';
import { PlumbError } from '../../../src/base/errors.ts';

describe('The endpoint that may get the key', () => {
  for (const address of [
    'https://api.runware.ai/v1',
    'https://gateway.example:8443/runware/v1',
    'http://localhost:8080/v1',
    'http://127.0.0.1:8080/v1',
    'http://127.1.2.3/v1',
    'http://[::1]:8080/v1',
  ]) {
    it(`may be ${address}`, () => {
      assert.equal(parseEndpoint(address).href, address);
    });
  }

  for (const address of [
    'http://api.runware.ai/v1',
    'http://127.0.0.1.example.org/v1',
    'http://localhost.example.org/v1',
    'http://192.168.0.7/v1',
    'http://[::2]/v1',
    'ftp://localhost/v1',
    'file:///v1',
    'https://user:secret@api.runware.ai/v1',
    'api.runware.ai/v1',
    '',
  ]) {
    it(`may not be "${address}"`, () => {
      assert.throws(
        () => parseEndpoint(address),
        (error: unknown) =>
          error instanceof PlumbError &&
          error.action?.command === 'workbench.action.openSettings' &&
          !error.message.includes('secret'),
      );
    });
  }
});

import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import path from 'node:path';
import { z } from 'zod';
import type { post } from '../../src/api/compatible/openAiPackage.ts';
import { repositoryRoot } from '../support/repository.ts';

const Bundle = z.object({ post: z.custom<typeof post>(value => typeof value === 'function') });

const load = createRequire(import.meta.url);

describe('the bundle of the openai package', () => {
  it('makes the request and leaves sending it to us', async () => {
    const bundle = Bundle.parse(load(path.join(repositoryRoot, 'dist', 'openAiPackage.cjs')));
    const sent = await bundle.post({
      baseURL: 'https://api.example.org/v1/',
      path: '/responses',
      body: { model: 'm' },
      send: (url, body) => Promise.resolve({ url, body }),
    });
    assert.deepEqual(sent, { url: 'https://api.example.org/v1/responses', body: '{"model":"m"}' });
    const failure = new Error('no way');
    const failing = bundle.post({
      ...{ baseURL: 'https://api.example.org/v1', path: '/responses', body: {} },
      send: () => Promise.reject(failure),
    });
    await assert.rejects(failing, error => error === failure);
  });
});

import assert from 'node:assert/strict';
import { ApiError, refusedByService } from '../../../src/api/apiErrors.ts';
import { retryDelayMs } from '../../../src/api/retry.ts';

const host = 'api.runware.ai';
const busy = (retryAfterMs?: number): ApiError => new ApiError('rateLimit', { host, retryAfterMs });

describe('Sending a request again', () => {
  it('R42: waits for a service with too many requests, longer each time', () => {
    assert.deepEqual(
      [1, 2, 3].map(sends => retryDelayMs(busy(), sends, 0)),
      [1_000, 2_000, 4_000],
    );
    assert.equal(retryDelayMs(busy(), 1, 0.5), 1_150);
  });

  it('R42: keeps to the time that the service names', () => {
    assert.equal(retryDelayMs(busy(7_000), 1, 0.9), 7_000);
  });

  it('R42: does not wait unseen for longer than a minute', () => {
    assert.equal(retryDelayMs(busy(60_000), 1, 0), 60_000);
    assert.equal(retryDelayMs(busy(60_001), 1, 0), undefined);
  });

  it('gives up after four times', () => {
    assert.equal(retryDelayMs(busy(), 4, 0), undefined);
  });

  it('takes the concurrency limit for what it is, whatever its status', () => {
    for (const status of [200, 400, 429]) {
      const error = refusedByService({ host, status, code: 'concurrentRequestLimitExceeded' });
      assert.equal(retryDelayMs(error, 1, 0), 1_000);
    }
  });

  it('R44: is not done where a proxy said no: some lock an account after a few wrong passwords', () => {
    const refused = (status: number): ApiError =>
      new ApiError('network', { host, unsent: true, status });
    assert.equal(retryDelayMs(refused(407), 1, 0), undefined);
    assert.equal(retryDelayMs(refused(403), 1, 0), undefined);
    assert.equal(retryDelayMs(refused(502), 1, 0), 1_000);
  });

  it('is done where the service was never reached', () => {
    assert.equal(retryDelayMs(new ApiError('network', { host, unsent: true }), 1, 0), 1_000);
  });

  it('R39: is left to a person where the answer may have been billed', () => {
    const ambiguous = [
      new ApiError('network', { host }),
      new ApiError('timeout', { host }),
      ...[500, 502, 503, 504].map(status => refusedByService({ host, status })),
    ];
    for (const error of ambiguous) assert.equal(retryDelayMs(error, 1, 0), undefined);
  });

  it('makes no sense for a key, a balance, a wrong request or a certificate', () => {
    for (const status of [400, 401, 402, 403, 404]) {
      assert.equal(retryDelayMs(refusedByService({ host, status }), 1, 0), undefined);
    }
    const distrust = new ApiError('certificate', { host, unsent: true });
    assert.equal(retryDelayMs(distrust, 1, 0), undefined);
    assert.equal(retryDelayMs(new Error('a bug'), 1, 0), undefined);
  });
});

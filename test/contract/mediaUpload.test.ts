import assert from 'node:assert/strict';
import { ApiError } from '../../src/api/apiErrors.ts';
import { uploadImage } from '../../src/api/mediaUpload.ts';
import { lookUpCost } from '../../src/api/lookUpCost.ts';
import { error, raw, text } from '../support/runware/answers.ts';
import { thrownBy } from './connection.ts';
import { sendTextTask, withUtilityService } from './utilityService.ts';

const pixel = `data:image/png;base64,${Buffer.from('not really a picture').toString('base64')}`;

describe('Uploading an image', () => {
  it('gives a UUID that a later request can name instead of the image', () =>
    withUtilityService(async ({ service, connection, signal }) => {
      const mediaUUID = await uploadImage(connection, pixel, signal);
      assert.match(
        JSON.stringify(service.requests[0]?.body),
        /^\[\{"taskType":"mediaStorage","taskUUID":"[^"]+","operation":"upload","media":"data:[^"]+"\}\]$/,
      );
      const another = await uploadImage(connection, pixel, signal);
      assert.notEqual(another, mediaUUID);
      service.useScript(() => text('I see it.'));
      const known = await sendTextTask(service, { inputs: { images: [mediaUUID, another] } });
      const strange = await sendTextTask(service, { inputs: { images: [crypto.randomUUID()] } });
      assert.equal((await lookUpCost(connection, known, signal)).state, 'billed');
      assert.equal((await lookUpCost(connection, strange, signal)).state, 'unknown');
    }));

  it('fails with what the service said of the image', () =>
    withUtilityService(async ({ service, connection, signal }) => {
      const notAnImage = await thrownBy(uploadImage(connection, 'data:text', signal));
      assert.ok(notAnImage instanceof ApiError && notAnImage.group === 'validation');
      assert.equal(notAnImage.parameter, 'media');
      service.enqueueFault('mediaStorage', error(500, 'uploadFailed'));
      const failed = await thrownBy(uploadImage(connection, pixel, signal));
      assert.ok(failed instanceof ApiError && failed.group === 'provider');
    }));

  it('fails when the answer has no UUID that could be sent', () =>
    withUtilityService(async ({ service, connection, signal }) => {
      for (const item of [{}, { mediaUUID: 'x' }, { mediaURL: 'https://media.example/1' }]) {
        const headers = { 'content-type': 'application/json' };
        service.enqueueFault('mediaStorage', raw([JSON.stringify({ data: [item] })], { headers }));
        const thrown = await thrownBy(uploadImage(connection, pixel, signal));
        assert.ok(thrown instanceof ApiError && thrown.group === 'protocol', JSON.stringify(item));
      }
    }));
});

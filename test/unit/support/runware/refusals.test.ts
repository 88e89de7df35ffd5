import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { text } from '../../../support/runware/answers.ts';
import { startRunwareService, type RunwareService } from '../../../support/runware/service.ts';
import { envelopeOf, post, textTask, withService } from './ask.ts';
import { accepted, refused } from './refusedTasks.ts';

describe('the local Runware service: what it refuses', () => {
  let service: RunwareService;
  before(async () => {
    service = await startRunwareService();
    service.useScript(() => text('Hello.'));
  });
  after(() => service.stop());

  for (const { name, change, code = 'invalidParameter', parameter } of refused) {
    it(`refuses ${name}, naming it`, async () => {
      const task = textTask(change);
      const reply = await post(service, [task]);
      const { data, errors } = envelopeOf(reply);
      assert.equal(reply.status, 400);
      assert.deepEqual(data, []);
      assert.equal(errors.length, 1);
      assert.equal(errors[0]?.['code'], code);
      assert.deepEqual(errors[0]['parameter'], parameter);
      assert.equal(errors[0]['taskType'], 'textInference');
      assert.equal(typeof errors[0]['documentation'], 'string');
      assert.equal(typeof errors[0]['message'], 'string');
    });
  }

  for (const { name, change } of accepted) {
    it(`takes ${name}`, async () => {
      const reply = await post(service, [textTask({ ...change })]);
      assert.equal(reply.status, 200, reply.text);
    });
  }

  it('says which values and limits there are', async () => {
    const level = envelopeOf(
      await post(service, [textTask({ settings: { thinkingLevel: 'off' } })]),
    );
    assert.deepEqual(level.errors[0]?.['allowedValues'], [
      'none',
      'low',
      'medium',
      'high',
      'xhigh',
    ]);
    const tokens = envelopeOf(
      await post(service, [textTask({ settings: { maxTokens: 200_000 } })]),
    );
    assert.equal(tokens.errors[0]?.['max'], 128_000);
  });

  it('refuses a taskUUID that was sent before, even if that task was refused', async () => {
    const taskUUID = randomUUID();
    await post(service, [textTask({ taskUUID, model: 'nothing' })]);
    const { errors } = envelopeOf(await post(service, [textTask({ taskUUID })]));
    assert.equal(errors[0]?.['code'], 'conflictTaskUUID');
    assert.equal(errors[0]['taskUUID'], taskUUID);
  });

  for (const [name, authorization] of [
    ['no key', ''],
    ['a wrong key', 'Bearer wrong'],
    ['a key without Bearer', 'local-service-key'],
  ] as const) {
    it(`refuses ${name} with status 401, whatever the body`, async () => {
      const reply = await post(service, 'no JSON', { headers: { authorization } });
      assert.equal(reply.status, 401);
      assert.equal(envelopeOf(reply).errors[0]?.['code'], 'invalidApiKey');
    });
  }

  const payloads: readonly (readonly [string, unknown])[] = [
    ['an object', textTask()],
    ['an empty list', []],
    ['no JSON', '['],
    ['a task that is no object', ['task']],
  ];
  for (const [name, body] of payloads) {
    it(`refuses ${name} in place of the list of tasks`, async () => {
      const reply = await post(service, body);
      assert.equal(reply.status, 400);
      assert.equal(envelopeOf(reply).errors[0]?.['code'], 'invalidPayloadFormat');
    });
  }

  it('refuses another content type', async () => {
    const reply = await post(service, [textTask()], { headers: { 'content-type': 'text/plain' } });
    assert.equal(envelopeOf(reply).errors[0]?.['code'], 'invalidPayloadFormat');
  });

  it('tells task types that do not exist from those that it does not do', async () => {
    const codes = await Promise.all(
      ['textinference', 'imageInference'].map(async taskType => {
        const { errors } = envelopeOf(await post(service, [textTask({ taskType })]));
        return errors[0]?.['code'];
      }),
    );
    assert.deepEqual(codes, ['invalidTaskType', 'unsupportedTaskType']);
  });

  it('refuses two tasks in a streaming request, both by name', async () => {
    const tasks = [textTask({ deliveryMethod: 'stream' }), textTask()];
    const { errors } = envelopeOf(await post(service, tasks));
    assert.deepEqual(
      errors.map(error => error['parameter']),
      ['deliveryMethod', 'deliveryMethod'],
    );
  });

  it('knows no other path', async () => {
    const response = await fetch(`${service.baseUrl}/chat`, {
      headers: { authorization: 'Bearer local-service-key' },
    });
    assert.equal(response.status, 404);
  });

  it('takes only the name of the model that it was told to take', async () => {
    for (const [modelNames, refusedName] of [
      ['airOnly', 'openai-gpt-5-5'],
      ['slugOnly', 'openai:gpt@5.5'],
    ] as const) {
      await withService({ modelNames }, async picky => {
        const { errors } = envelopeOf(await post(picky, [textTask({ model: refusedName })]));
        assert.equal(errors[0]?.['code'], 'invalidModel');
      });
    }
  });

  it('fails a task for which a test has said no answer', async () => {
    await withService({}, async silent => {
      const { errors } = envelopeOf(await post(silent, [textTask()]));
      assert.equal(errors[0]?.['code'], 'invalidTestSetup');
    });
  });
});

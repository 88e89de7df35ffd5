import assert from 'node:assert/strict';
import fc from 'fast-check';
import { TextTask } from '../../../src/api/schema.ts';
import { refusedField } from '../../../src/api/textTask.ts';
import { text } from '../../support/runware/answers.ts';
import { Refusal } from '../../support/runware/refusal.ts';
import { validateTextTask } from '../../support/runware/validate.ts';
import { envelopeOf, post, withService } from '../support/runware/ask.ts';
import { breakings } from './brokenTask.ts';
import { validTask, type RawTask } from './validTask.ts';

/** What each of the two says is wrong; '' if it takes the request. As JSON: that is what is sent. */
const refusals: readonly (readonly [string, (sent: unknown) => string])[] = [
  ['ours', refusedByUs],
  ['the service', refusedByService],
];

function refusedByUs(sent: unknown): string {
  const { error } = TextTask.safeParse(sent);
  return error === undefined ? '' : refusedField(error);
}

function refusedByService(sent: unknown): string {
  try {
    validateTextTask(sent, { modelNames: 'both', hasMedia: () => true });
    return '';
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return named(error.item.parameter);
  }
}

function named(parameter: unknown): string {
  const first: unknown = Array.isArray(parameter) ? parameter[0] : parameter;
  return typeof first === 'string' ? first : `no parameter: ${JSON.stringify(parameter)}`;
}

function asSent(task: RawTask): unknown {
  return JSON.parse(JSON.stringify(task));
}

/** Where the two do not say what is expected of them; it names the request. */
function disagreements(task: RawTask, expected: string): string[] {
  const sent = asSent(task);
  return refusals
    .map(([who, refused]) => [who, refused(sent)] as const)
    .filter(([, field]) => field !== expected)
    .map(([who, field]) => `${who} said "${field}" in place of "${expected}"`);
}

describe('The laws of a request', () => {
  const anyTask = validTask(fc.uuid());

  it('whatever the page allows, both take, and nothing of it is changed', () => {
    fc.assert(
      fc.property(anyTask, task => {
        assert.deepEqual(disagreements(task, ''), []);
        const sent = asSent(task);
        assert.deepEqual(TextTask.parse(sent), sent);
      }),
      { numRuns: 200 },
    );
  });

  it('whatever breaks one limit, both refuse, naming the field', () => {
    fc.assert(
      fc.property(anyTask, task => {
        const wrong = breakings(task).flatMap(({ name, field, task: broken }) =>
          disagreements(broken, field).map(words => `${name}: ${words}`),
        );
        assert.deepEqual(wrong, []);
      }),
      { numRuns: 10 },
    );
  });

  it('hold over HTTP too', () =>
    withService({}, async service => {
      service.useScript(() => text('{}'));
      const media = await Promise.all([1, 2].map(() => uploaded(service)));
      await fc.assert(
        fc.asyncProperty(validTask(fc.constantFrom(...media)), async task => {
          const fresh = { ...task, taskUUID: crypto.randomUUID() };
          const reply = await post(service, [fresh]);
          assert.equal(reply.status, 200, reply.text);
          assert.doesNotMatch(reply.text, /"errors"/);
        }),
        { numRuns: 15 },
      );
      const [task] = fc.sample(anyTask, 1);
      assert.ok(task !== undefined);
      for (const { name, field, task: broken } of breakings({ ...task, inputs: undefined })) {
        const idIsBroken = field === 'taskUUID';
        const fresh = idIsBroken ? broken : { ...broken, taskUUID: crypto.randomUUID() };
        const reply = await post(service, [fresh]);
        assert.equal(reply.status, 400, name);
        assert.equal(named(envelopeOf(reply).errors[0]?.['parameter']), field, name);
      }
    }));
});

async function uploaded(service: Parameters<typeof post>[0]): Promise<string> {
  const task = {
    taskType: 'mediaStorage',
    taskUUID: crypto.randomUUID(),
    operation: 'upload',
    media: 'AAAA',
  };
  const [item] = envelopeOf(await post(service, [task])).data;
  const mediaUUID = item?.['mediaUUID'];
  assert.ok(typeof mediaUUID === 'string');
  return mediaUUID;
}

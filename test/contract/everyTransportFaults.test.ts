import assert from 'node:assert/strict';
import { ApiError } from '../../src/api/apiErrors.ts';
import type { ApiErrorGroup } from '../../src/api/errorGroups.ts';
import { COMMANDS } from '../../src/base/ids.ts';
import { answerIn, thrownBy, untilThrown } from './connection.ts';
import { page, transports } from './transports.ts';

const words = 'The diff renames a flag. Ünd 😀. '.repeat(4);

async function refusal(work: Promise<unknown>): Promise<ApiError> {
  const thrown = await thrownBy(work);
  assert.ok(thrown instanceof ApiError, String(thrown));
  return thrown;
}

const refused: readonly (readonly [ApiErrorGroup, number, string])[] = [
  ['auth', 401, 'invalidApiKey'],
  ['auth', 403, 'forbidden'],
  ['quota', 402, 'insufficientCredits'],
  ['quota', 429, 'insufficientQuota'],
  ['safety', 400, 'contentPolicyViolation'],
  ['timeout', 504, 'timeoutProvider'],
  ['notFound', 404, 'modelNotFound'],
  ['serverError', 500, 'internalServerError'],
  ['provider', 502, 'providerUnavailable'],
  ['validation', 400, 'unsupportedParameter'],
];

for (const { name, connect } of transports) {
  describe(`A failure over ${name}`, () => {
    it('is of the group that its code says, and nothing is sent again', () =>
      connect(async ({ play, events, complete, requests, announced }) => {
        for (const [group, status, code] of refused) {
          for (const ask of [events, complete]) {
            play({ status, code });
            const failure = await refusal(ask());
            assert.deepEqual([failure.group, failure.status, failure.code], [group, status, code]);
            assert.equal(failure.taskUUID, announced.at(-1));
          }
        }
        assert.equal(requests.length, refused.length * 2);
      }));

    it('R42: of too many requests is waited for as the service says, then sent under a new id', () =>
      connect(async ({ play, events, waits, announced }) => {
        play({ status: 429, code: 'rateLimitExceeded', retryAfter: '7' }, { text: 'Here.' });
        const [first, ...rest] = await events();
        assert.ok(first?.type === 'waiting' && first.delayMs === 7_000);
        assert.ok(rest.some(event => event.type === 'text'));
        assert.deepEqual(waits, [7_000]);
        assert.equal(new Set(announced).size, 2);
      }));

    it('R42: of too many requests is waited for longer each time where the service says nothing', () =>
      connect(async ({ play, complete, waits }) => {
        const busy = { status: 429, code: 'rateLimitExceeded' };
        play(busy, busy, { text: 'Here.' });
        assert.equal((await complete()).text, 'Here.');
        assert.deepEqual(waits, [1_000, 2_000]);
      }));

    it('R42: of too many parallel requests is waited for though its status is 400 or 200', () =>
      connect(async ({ play, answer, waits }) => {
        const code = 'concurrentRequestLimitExceeded';
        play({ status: 400, code }, { status: 200, code }, { text: 'Here.' });
        assert.equal((await answer()).text, 'Here.');
        assert.equal(waits.length, 2);
      }));

    it('R43: of an unknown key asks for another one', () =>
      connect(
        async ({ events, requests }) => {
          const failure = await refusal(events());
          assert.deepEqual([failure.group, failure.status], ['auth', 401]);
          assert.equal(failure.action?.command, COMMANDS.setApiKey);
          assert.equal(requests.length, 1);
        },
        { client: { key: () => Promise.resolve('another-key') } },
      ));

    it('R43: of a missing key comes before anything is sent', () =>
      connect(
        async ({ events, requests, announced }) => {
          assert.equal((await refusal(events())).action?.command, COMMANDS.setApiKey);
          assert.deepEqual([requests, announced], [[], []]);
        },
        { client: { key: () => Promise.resolve(undefined) } },
      ));

    it('S26: never says the key, though the service says it back', () =>
      connect(async rig => {
        const message = `Your key ${rig.key} is bad.`;
        const code = 'invalidParameter';
        rig.play({ status: 400, code, message }, { status: 200, code, message, afterText: 'Hi' });
        for (const { thrown } of [await untilThrown(rig), await untilThrown(rig)]) {
          assert.ok(thrown instanceof ApiError);
          const everything = [thrown.stack, thrown.detail, ...rig.logged].join();
          assert.match(everything, /Your key \[key\] is bad/);
          assert.ok(!everything.includes(rig.key));
        }
      }));

    it('S26: of a redirect is the end: the key does not follow', () =>
      connect(async elsewhere => {
        await connect(async ({ play, events }) => {
          for (const status of [301, 302, 307, 308]) {
            play({ bytes: [''], status, headers: { location: elsewhere.baseUrl } });
            assert.equal((await refusal(events())).group, 'protocol');
          }
          assert.equal(elsewhere.requests.length, 0);
        });
      }));

    it('R44: is told from an answer when a login page comes with status 200', () =>
      connect(async ({ play, events, complete }) => {
        for (const ask of [events, complete]) {
          play(page(200));
          assert.equal((await refusal(ask())).group, 'protocol');
        }
      }));

    it('R44: is understood from the status when a gateway answers with a page', () =>
      connect(async ({ play, events, requests }) => {
        play(page(502));
        const failure = await refusal(events());
        assert.deepEqual([failure.group, failure.status], ['serverError', 502]);
        assert.equal(requests.length, 1);
      }));

    it('R44: of a service that is not there is told after four tries', async () => {
      let gone = '';
      await connect(({ baseUrl }) => {
        gone = baseUrl;
        return Promise.resolve();
      });
      await connect(
        async ({ events, waits, announced }) => {
          const failure = await refusal(events());
          assert.deepEqual([failure.group, failure.unsent], ['network', true]);
          assert.deepEqual(waits, [1_000, 2_000, 4_000]);
          assert.equal(new Set(announced).size, 4);
        },
        { client: { baseUrl: gone } },
      );
    });

    it('inside a stream follows the words before it, and nothing is sent again', () =>
      connect(async rig => {
        const code = 'concurrentRequestLimitExceeded';
        rig.play({ status: 200, code, afterText: 'Hello, world.' });
        const { seen, thrown } = await untilThrown(rig);
        assert.deepEqual(seen, [{ type: 'text', text: 'Hello, world.' }]);
        assert.ok(thrown instanceof ApiError && thrown.group === 'rateLimit');
        assert.deepEqual([rig.requests.length, rig.waits], [1, []]);
      }));

    it('is no answer when the body says nothing that an answer says', () =>
      connect(async ({ play, events, complete }) => {
        for (const body of ['{}', '[]', '{"ok":true}', '7', 'data: {}\n\n', 'data: oops\n\n']) {
          for (const ask of [events, complete]) {
            play({ bytes: [body] });
            const failure = await refusal(ask());
            assert.ok(['protocol', 'network'].includes(failure.group), `${body} ${failure.group}`);
          }
        }
      }));
  });

  describe(`A connection that breaks over ${name}`, () => {
    it('R39: keeps what came, says that it is cut, and sends nothing again', () =>
      connect(async ({ play, events, requests }) => {
        const long = words.repeat(4);
        let asked = 0;
        for (let cutAfterBytes = 1_000; cutAfterBytes < 3_000; cutAfterBytes += 173) {
          const cutWith = cutAfterBytes % 2 === 0 ? 'end' : 'destroy';
          play({ text: long, cutAfterBytes, cutWith, splitEvery: 11 });
          const answer = answerIn(await events());
          assert.equal(answer.finishReason, 'truncated');
          assert.ok(answer.text !== '' && answer.text !== long && long.startsWith(answer.text));
          assert.deepEqual([answer.usage, answer.costUsd], [undefined, undefined]);
          assert.equal(requests.length, ++asked);
        }
      }));

    it('R39: is an error that offers a retry when nothing came, and is not sent again', () =>
      connect(async ({ play, events, complete, requests }) => {
        const nothing = [
          { bytes: [], status: 'none', headers: {}, then: 'destroy' },
          { bytes: [], then: 'destroy' },
          { bytes: [], then: 'end' },
          { bytes: [': ping\n\n'], then: 'destroy' },
          { bytes: ['data: {"cho'], then: 'end' },
        ] as const;
        for (const [index, fault] of nothing.entries()) {
          play(fault);
          const failure = await refusal(index % 2 === 0 ? events() : complete());
          assert.deepEqual([failure.group, failure.unsent], ['network', false]);
          assert.equal(failure.action?.command, 'retry');
          assert.match(failure.message, /may have been billed/);
          assert.equal(requests.length, index + 1);
        }
      }));
  });
}

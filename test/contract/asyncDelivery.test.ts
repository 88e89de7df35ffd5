import assert from 'node:assert/strict';
import { ApiError } from '../../src/api/apiErrors.ts';
import type { ModelRequest } from '../../src/api/modelClient.ts';
import { abortReason } from '../../src/base/abort.ts';
import { isAbort } from '../../src/base/errors.ts';
import { error, html, noResponse, raw, text, tools } from '../support/runware/answers.ts';
import {
  allOf,
  answerIn,
  connected,
  question,
  tasksSent,
  thrownBy,
  type Connection,
} from './connection.ts';

const request: ModelRequest = { ...question, delivery: 'async' };

/** How many tasks each getResponse request asked about. */
function pollSizes({ service }: Connection): number[] {
  return service.requests.flatMap(({ body }) =>
    Array.isArray(body) && JSON.stringify(body).includes('"getResponse"') ? [body.length] : [],
  );
}

describe('An async answer', () => {
  it('is acknowledged, asked for less and less often, and then whole', () =>
    connected(async connection => {
      const { service, waits, events } = connection;
      service.enqueue(text('Done.', { reasoning: 'Hm.', pollsBeforeDone: 8 }));
      const seen = await events(request);
      const answer = answerIn(seen);
      assert.deepEqual(
        [answer.text, answer.reasoning, answer.finishReason],
        ['Done.', 'Hm.', 'stop'],
      );
      assert.ok(answer.usage !== undefined && answer.costUsd !== undefined);
      const expected = [1_000, 1_500, 2_250, 3_375, 5_062.5, 7_593.75, 10_000, 10_000, 10_000];
      assert.deepEqual(waits, expected);
      const told = seen.flatMap(event => (event.type === 'waiting' ? [event.delayMs] : []));
      assert.deepEqual(told, expected);
      assert.deepEqual(
        seen.map(event => event.type).filter(type => type !== 'waiting'),
        ['reasoning', 'text', 'done'],
      );
    }));

  it('is sent with its webhook, and asked for by the id that was announced', () =>
    connected(async ({ service, answer, announced }) => {
      service.enqueue(text('Done.'));
      const webhookURL = 'https://hooks.example/plumb?secret=1';
      const { taskUUID } = await answer({ ...request, webhookURL });
      assert.deepEqual(announced, [taskUUID]);
      const [task] = tasksSent(service, 'textInference');
      assert.deepEqual([task?.['deliveryMethod'], task?.['webhookURL']], ['async', webhookURL]);
      for (const poll of tasksSent(service, 'getResponse')) {
        assert.deepEqual(poll, { taskType: 'getResponse', taskUUID });
      }
    }));

  it('is matched by its id, however the row of a busy task is called', () =>
    connected(async ({ service, answer }) => {
      service.enqueue(text('Done.', { pollsBeforeDone: 2, pendingAs: 'textInference' }));
      assert.equal((await answer(request)).text, 'Done.');
    }));

  it('is not there while it is processed, though the rows have the fields of a result', () =>
    connected(async ({ service, answer }) => {
      const row = { taskType: 'textInference', status: 'processing' };
      for (const fields of [{ text: '' }, { text: null }, { finishReason: null }]) {
        const pending = JSON.stringify({ data: [{ ...row, ...fields }] });
        service.enqueue(raw([pending], { made: text('Done.', { pollsBeforeDone: 0 }) }));
        service.enqueueFault('getResponse', raw([pending]));
        assert.equal((await answer(request)).text, 'Done.');
      }
      assert.equal(tasksSent(service, 'textInference').length, 3);
    }));

  it('may be there at once', () =>
    connected(async ({ service, answer }) => {
      const item = { taskType: 'textInference', text: 'Done.', finishReason: 'stop' };
      service.enqueue(raw([JSON.stringify({ data: [item] })]));
      assert.equal((await answer(request)).text, 'Done.');
      assert.equal(service.requests.length, 1);
    }));

  it('may be tool calls', () =>
    connected(async ({ service, answer }) => {
      service.enqueue(tools([{ name: 'f', arguments: { a: 1 } }]));
      const { finishReason, toolCalls } = await answer(request);
      assert.equal(finishReason, 'tool_calls');
      assert.ok(toolCalls[0]?.valid);
    }));

  it('fails at once, as an item or among the errors, always with what the service said', () =>
    connected(async ({ service, events }) => {
      for (const asyncAt of ['submit', 'pollItem', 'pollErrors'] as const) {
        service.enqueue(error(503, 'providerUnavailable', { asyncAt }));
        const failure = await thrownBy(events(request));
        assert.ok(failure instanceof ApiError, asyncAt);
        assert.deepEqual([failure.group, failure.code], ['provider', 'providerUnavailable']);
      }
    }));

  it('is asked for once more after each failure to ask, ten times in a row at most', () =>
    connected(async connection => {
      const { service, events, waits } = connection;
      const faults = [
        noResponse('destroy'),
        html(502),
        html(200),
        error(500, 'internalServerError'),
      ];
      service.enqueue(text('Done.', { pollsBeforeDone: 0 }));
      service.enqueueFault('getResponse', ...faults, ...faults, noResponse('destroy'));
      assert.equal(answerIn(await events(request)).text, 'Done.');
      assert.equal(waits.length, 10);

      service.enqueue(text('Done.', { pollsBeforeDone: 0 }));
      service.enqueueFault('getResponse', ...Array.from({ length: 10 }, () => html(502)));
      const failure = await thrownBy(events(request));
      assert.ok(failure instanceof ApiError && failure.group === 'serverError');
      // It may be there: nothing is sent again, and its id can still be asked for.
      assert.equal(tasksSent(service, 'textInference').length, 2);
      assert.deepEqual(connection.unbilled, []);
      const id = connection.announced.at(-1) ?? '';
      const signal = new AbortController().signal;
      const resumed = await allOf(connection.client.resume(id, { signal, shownText: '' }));
      assert.equal(answerIn(resumed).text, 'Done.');
    }));

  it('waits as long as a service with too many requests says', () =>
    connected(async ({ service, answer, waits }) => {
      service.enqueue(text('Done.', { pollsBeforeDone: 0 }));
      service.enqueueFault(
        'getResponse',
        error(429, 'rateLimitExceeded', { headers: { 'retry-after': '30' } }),
      );
      assert.equal((await answer(request)).text, 'Done.');
      assert.deepEqual(waits, [1_000, 30_000]);
      assert.equal(tasksSent(service, 'textInference').length, 1);
    }));

  it('R43: ends with a call for a key when the key is no longer good, and stays askable', () =>
    connected(async ({ service, events }) => {
      service.enqueue(text('Done.'));
      service.enqueueFault('getResponse', error(401, 'invalidApiKey'));
      const failure = await thrownBy(events(request));
      assert.ok(failure instanceof ApiError && failure.group === 'auth');
      assert.equal(tasksSent(service, 'getResponse').length, 1);
    }));

  it('has a clear end where the service forgot it', () =>
    connected(async ({ service, events, unbilled }) => {
      service.enqueue(text('Done.', { forgotten: true }));
      const failure = await thrownBy(events(request));
      assert.ok(failure instanceof ApiError && failure.group === 'notFound');
      assert.equal(tasksSent(service, 'getTaskDetails').length, 1);
      assert.deepEqual(unbilled, [failure.taskUUID]);
    }));

  it('has a clear end where the service never says what became of it, and where it never ends', () =>
    connected(async ({ service, events, waits }) => {
      service.enqueue(text('Done.'));
      const silence = Array.from({ length: 10 }, () => raw(['{"data":[]}']));
      service.enqueueFault('getResponse', ...silence);
      const silent = await thrownBy(events(request));
      assert.ok(silent instanceof ApiError && silent.group === 'protocol');

      service.enqueue(text('Done.', { pollsBeforeDone: 1_000 }));
      const endless = await thrownBy(events(request));
      assert.ok(endless instanceof ApiError && endless.group === 'timeout');
      const minutes = waits.slice(10).reduce((sum, ms) => sum + ms, 0) / 60_000;
      assert.ok(minutes >= 60 && minutes < 61, `${minutes}`);
    }));
});

describe('Several async answers', () => {
  it('are asked for in one request, each told its own', () =>
    connected(async connection => {
      const { service, answer } = connection;
      service.useScript(task =>
        text(`Echo of ${task.messages[0]?.content ?? ''}`, { pollsBeforeDone: 2 }),
      );
      const asked = Array.from({ length: 5 }, (_, index) => `question ${index}`);
      const answers = await Promise.all(
        asked.map(content => answer({ ...request, messages: [{ role: 'user', content }] })),
      );
      assert.deepEqual(
        answers.map(({ text: said }) => said),
        asked.map(content => `Echo of ${content}`),
      );
      const sizes = pollSizes(connection);
      assert.ok(sizes.includes(5), String(sizes));
      assert.ok(sizes.length < 15, String(sizes));
    }));

  it('do not fail with one that fails', () =>
    connected(async ({ service, answer }) => {
      service.enqueue(
        text('One.', { pollsBeforeDone: 1 }),
        error(503, 'providerUnavailable', { asyncAt: 'pollItem', pollsBeforeDone: 1 }),
        error(504, 'timeoutProvider', { asyncAt: 'pollErrors', pollsBeforeDone: 1 }),
        text('Four.', { pollsBeforeDone: 1 }),
      );
      const outcomes = await Promise.allSettled([1, 2, 3, 4].map(() => answer(request)));
      const told = outcomes.map(outcome =>
        outcome.status === 'fulfilled'
          ? outcome.value.text
          : outcome.reason instanceof ApiError && outcome.reason.code,
      );
      assert.deepEqual(told.sort(), ['Four.', 'One.', 'providerUnavailable', 'timeoutProvider']);
    }));

  it('go on when one of them is stopped, which ends at once', () =>
    connected(async connection => {
      const { service, stream, answer } = connection;
      service.useScript(() => text('Done.', { pollsBeforeDone: 6 }));
      const stopper = new AbortController();
      const stopped = (async () => {
        for await (const event of stream(request, stopper.signal)) {
          if (event.type === 'waiting' && event.delayMs > 1_000) stopper.abort();
        }
      })();
      const [reason, whole] = await Promise.all([thrownBy(stopped), answer(request)]);
      assert.ok(isAbort(reason));
      assert.equal(whole.text, 'Done.');
      assert.equal(pollSizes(connection).at(-1), 1);
    }));
});

describe('Polling', () => {
  it('R45: is over at once when it is stopped in a pause', async () => {
    const stopper = new AbortController();
    let open = 0;
    const wait = (_ms: number, signal: AbortSignal): Promise<void> => {
      open += 1;
      setImmediate(() => {
        stopper.abort();
      });
      return new Promise((_resolve, reject) => {
        signal.addEventListener('abort', () => {
          open -= 1;
          reject(abortReason(signal));
        });
      });
    };
    await connected(
      async ({ service, stream }) => {
        service.enqueue(text('Done.'));
        assert.ok(isAbort(await thrownBy(allOf(stream(request, stopper.signal)))));
        assert.deepEqual([open, service.requests.length], [0, 1]);
      },
      { client: { wait } },
    );
  });

  it('R45: is over at once when it is stopped in a request', async () => {
    const stopper = new AbortController();
    const onRequest = ({ body }: { readonly body: unknown }): void => {
      if (JSON.stringify(body).includes('getResponse')) stopper.abort();
    };
    await connected(
      async ({ service, stream }) => {
        service.enqueue(text('Done.'));
        service.enqueueFault('getResponse', noResponse('hang'));
        assert.ok(isAbort(await thrownBy(allOf(stream(request, stopper.signal)))));
        assert.equal(await service.requests.at(-1)?.ended, 'closedEarly');
      },
      { service: { onRequest } },
    );
  });

  it('has no timer and no request while nothing waits (invariant 9)', async () => {
    let open = 0;
    let pauses = 0;
    const wait = async (_ms: number, signal: AbortSignal): Promise<void> => {
      open += 1;
      pauses += 1;
      await new Promise(resolve => setImmediate(resolve));
      open -= 1;
      signal.throwIfAborted();
    };
    await connected(
      async ({ service, answer }) => {
        service.useScript(() => text('Done.', { pollsBeforeDone: 3 }));
        await Promise.all([answer(request), answer(request)]);
        const [asked, paused] = [service.requests.length, pauses];
        for (let turn = 0; turn < 50; turn += 1) await new Promise(setImmediate);
        assert.deepEqual([open, pauses, service.requests.length], [0, paused, asked]);
        // It wakes again for the next.
        assert.equal((await answer(request)).text, 'Done.');
      },
      { client: { wait } },
    );
  });
});

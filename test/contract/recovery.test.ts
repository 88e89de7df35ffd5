import assert from 'node:assert/strict';
import { ApiError } from '../../src/api/apiErrors.ts';
import { AnswerNotThere, type ModelEvent } from '../../src/api/modelClient.ts';
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

const words = 'Grüße! 👩‍👩‍👧 The diff renames `--flag`. '.repeat(4);

/** Everything that was given out, and what ended it if it was an error. */
async function heard(
  { stream }: Connection,
  delivery: 'stream' | 'sync' = 'stream',
): Promise<{ readonly seen: ModelEvent[]; readonly failure: unknown }> {
  const seen: ModelEvent[] = [];
  try {
    for await (const event of stream({ ...question, delivery })) seen.push(event);
  } catch (failure) {
    return { seen, failure };
  }
  return { seen, failure: undefined };
}

function textIn(events: readonly ModelEvent[], type: 'text' | 'reasoning' = 'text'): string {
  return events.map(event => (event.type === type ? event.text : '')).join('');
}

function reasonsIn(events: readonly ModelEvent[]): string[] {
  return events.flatMap(event => (event.type === 'waiting' ? [event.reason] : []));
}

describe('An answer whose connection broke, and that the service has', () => {
  it('R39: is whole wherever a stream was cut: the rest follows what was shown', () =>
    connected(async connection => {
      const { service, announced } = connection;
      for (let cutAfterBytes = 1; cutAfterBytes < 1_600; cutAfterBytes += 37) {
        const cutWith = cutAfterBytes % 2 === 0 ? 'end' : 'destroy';
        service.enqueue(text(words, { reasoning: 'Hm, 😀.', cutAfterBytes, cutWith }));
        const { seen } = await heard(connection);
        const answer = answerIn(seen);
        const at = `cut after ${cutAfterBytes} bytes`;
        assert.equal(textIn(seen), words, at);
        assert.equal(textIn(seen, 'reasoning'), 'Hm, 😀.', at);
        assert.deepEqual([answer.text, answer.finishReason], [words, 'stop'], at);
        assert.ok(answer.usage !== undefined && answer.costUsd !== undefined, at);
      }
      assert.equal(tasksSent(service, 'textInference').length, announced.length);
      assert.deepEqual(
        tasksSent(service, 'getResponse').map(task => task['taskUUID']),
        announced,
      );
    }));

  it('R39: says that the service is asked, and is asked for until it is ready', () =>
    connected(async connection => {
      connection.service.enqueue(text(words, { cutAfterBytes: 400, pollsBeforeDone: 3 }));
      const { seen } = await heard(connection);
      const [first, ...later] = reasonsIn(seen);
      assert.match(first ?? '', /asks the service for the answer/);
      assert.deepEqual(later, Array(3).fill('The service is working on the answer'));
      assert.deepEqual(connection.waits, [0, 1_000, 1_500, 2_250]);
      assert.equal(answerIn(seen).text, words);
    }));

  it('R39: is found after a broken answer at once, and after a gateway’s word', () =>
    connected(async connection => {
      const made = text(words, { reasoning: 'Hm.' });
      for (const fault of [
        noResponse('destroy'),
        html(502),
        html(504),
        raw([], { status: 503 }),
        raw(['{"data":[{"taskType":"textInf'], { then: 'destroy' }),
        raw(['{"data":[{"taskType":"textInf'], { then: 'end' }),
      ]) {
        for (const delivery of ['sync', 'stream'] as const) {
          connection.service.enqueue({ ...fault, made });
          const { seen } = await heard(connection, delivery);
          assert.deepEqual([textIn(seen), textIn(seen, 'reasoning')], [words, 'Hm.']);
          assert.equal(answerIn(seen).finishReason, 'stop');
        }
      }
      assert.equal(new Set(connection.announced).size, connection.announced.length);
      assert.equal(tasksSent(connection.service, 'textInference').length, 12);
    }));

  it('R37, R39: has its tool calls whole, under ids that stay, and they may be run', () =>
    connected(async ({ service, events }) => {
      const call = { id: null, name: 'read_file', arguments: { path: 'src/ä😀.ts' } };
      for (let cutAfterBytes = 130; cutAfterBytes < 800; cutAfterBytes += 31) {
        const shape = { streamed: 'pieces', arguments: 'string' } as const;
        service.enqueue(tools([call, call], { text: 'I look.', shape, cutAfterBytes }));
        const seen = await events();
        const { toolCalls, finishReason } = answerIn(seen);
        assert.equal(finishReason, 'tool_calls');
        assert.deepEqual(
          toolCalls.map(found => found.valid && found.input),
          [call.arguments, call.arguments],
        );
        const shown = seen.flatMap(event => (event.type === 'toolCall' ? [event.id] : []));
        assert.ok(shown.every(id => toolCalls.some(found => found.id === id)));
      }
    }));

  it('R39: is given whole behind what was shown where it does not begin with that', () =>
    connected(async ({ service, events }) => {
      const event = { delta: { text: 'Something else' } };
      service.enqueue(
        raw([`data: ${JSON.stringify(event)}\n\n`], { then: 'destroy', made: text('The answer.') }),
      );
      const seen = await events();
      assert.equal(textIn(seen), 'Something else\n\nThe answer.');
      assert.equal(answerIn(seen).text, 'The answer.');
    }));

  it('R39: fails as the service says that it failed', () =>
    connected(async connection => {
      const { service } = connection;
      for (const cutAfterBytes of [0, 400]) {
        service.enqueue(text(words, { cutAfterBytes, forgotten: true }));
        service.enqueueFault(
          'getResponse',
          raw([JSON.stringify({ errors: [{ code: 'timeoutProvider', status: 'error' }] })]),
        );
        const { failure } = await heard(connection);
        assert.ok(failure instanceof ApiError && failure.code === 'timeoutProvider');
      }
      assert.equal(tasksSent(service, 'textInference').length, 2);
      assert.deepEqual(connection.unbilled, []);
    }));

  it('R39: is read from the archive where the results do not have it', () =>
    connected(async connection => {
      const short = 'A short answer that the archive keeps whole.';
      for (const cutAfterBytes of [0, 200]) {
        connection.service.enqueue(text(short, { cutAfterBytes, forgotten: 'results' }));
        const { seen } = await heard(connection);
        assert.equal(textIn(seen), short);
        assert.equal(answerIn(seen).finishReason, 'stop');
      }
      assert.equal(tasksSent(connection.service, 'textInference').length, 2);
    }));

  it('R39: is said to be gone, though billed, where the archive has cut its text out', () =>
    connected(async connection => {
      const { service, unbilled } = connection;
      const long = 'A long answer. '.repeat(40);
      service.enqueue(text(long, { cutAfterBytes: 0, forgotten: 'results' }));
      const { failure } = await heard(connection);
      assert.ok(failure instanceof ApiError && failure.group === 'textGone');
      assert.match(failure.message, /billed.*does not have its text any more/);
      // What was shown stays, with the bill that the archive knows.
      service.enqueue(text(long, { cutAfterBytes: 400, forgotten: 'results', cost: 0.25 }));
      const { seen } = await heard(connection);
      const answer = answerIn(seen);
      assert.equal(answer.finishReason, 'truncated');
      assert.equal(answer.costUsd, 0.25);
      assert.ok(answer.text !== '' && long.startsWith(answer.text));
      assert.equal(textIn(seen), answer.text);
      assert.deepEqual(unbilled, []);
    }));
});

describe('A lost answer that cannot be asked for', () => {
  const down = Array.from({ length: 10 }, () => noResponse('destroy'));

  it('R39: ends as cut off where words were shown, after ten tries in a row', () =>
    connected(async connection => {
      connection.service.enqueue(text(words, { cutAfterBytes: 400 }));
      connection.service.enqueueFault('getResponse', ...down);
      const { seen } = await heard(connection);
      assert.equal(answerIn(seen).finishReason, 'truncated');
      assert.equal(tasksSent(connection.service, 'getResponse').length, 10);
      assert.equal(tasksSent(connection.service, 'textInference').length, 1);
      assert.match(reasonsIn(seen).at(-1) ?? '', /cannot be reached/);
    }));

  it('R39: is the first failure where nothing was shown, and is not sent again', () =>
    connected(async connection => {
      connection.service.enqueue(noResponse('destroy'));
      connection.service.enqueueFault('getResponse', ...down);
      const { failure } = await heard(connection);
      assert.ok(failure instanceof ApiError && failure.group === 'network');
      assert.match(failure.message, /may have been billed/);
      assert.equal(tasksSent(connection.service, 'textInference').length, 1);
      assert.deepEqual(connection.unbilled, []);
    }));

  it('R39: is found all the same when the network comes back in time', () =>
    connected(async connection => {
      connection.service.enqueue(text(words, { cutAfterBytes: 400 }));
      connection.service.enqueueFault('getResponse', ...down.slice(0, 4), html(502), html(200));
      const { seen } = await heard(connection);
      assert.deepEqual([answerIn(seen).text, textIn(seen)], [words, words]);
      assert.deepEqual(connection.waits.slice(0, 4), [0, 1_000, 1_500, 2_250]);
    }));

  it('R39: is not asked for where the request never left, or failed by the service’s own word', () =>
    connected(async connection => {
      const { service } = connection;
      service.enqueue(error(500, 'internalServerError'), error(504, 'timeoutProvider'));
      for (const group of ['serverError', 'timeout']) {
        const { failure } = await heard(connection);
        assert.ok(failure instanceof ApiError && failure.group === group);
      }
      assert.equal(service.requests.length, 2);
    }));

  it('R45: ends at once when it is stopped while the service is asked', () =>
    connected(async ({ service, stream }) => {
      service.enqueue(text(words, { cutAfterBytes: 400 }));
      service.enqueueFault('getResponse', noResponse('hang'));
      const stopper = new AbortController();
      const reading = async (): Promise<void> => {
        for await (const event of stream(question, stopper.signal)) {
          if (event.type === 'waiting') setImmediate(() => stopper.abort());
        }
      };
      assert.ok(isAbort(await thrownBy(reading())));
    }));
});

describe('An answer that is asked for after a reload', () => {
  const resumed = ({ client }: Connection, id: string, shownText: string): Promise<ModelEvent[]> =>
    allOf(client.resume(id, { signal: new AbortController().signal, shownText }));

  /** Sends a request and leaves it at its first words, as a reload does. @returns its id */
  async function left(connection: Connection): Promise<string> {
    for await (const event of connection.stream()) {
      if (event.type === 'text') break;
    }
    const id = connection.announced.at(-1);
    assert.ok(id !== undefined);
    return id;
  }

  it('R46: goes on behind the text that is known, and is whole at the end', () =>
    connected(async connection => {
      connection.service.enqueue(text(words, { delayMs: 1, pollsBeforeDone: 2, reasoning: 'Hm.' }));
      const id = await left(connection);
      const seen = await resumed(connection, id, words.slice(0, 20));
      assert.deepEqual(
        seen.map(event => event.type),
        ['waiting', 'waiting', 'text', 'done'],
      );
      assert.equal(textIn(seen), words.slice(20));
      const answer = answerIn(seen);
      assert.deepEqual([answer.taskUUID, answer.text, answer.reasoning], [id, words, 'Hm.']);
      assert.equal(tasksSent(connection.service, 'textInference').length, 1);
    }));

  it('R46: is given whole behind other words that were shown', () =>
    connected(async connection => {
      connection.service.enqueue(text('The answer.', { delayMs: 1 }));
      const seen = await resumed(connection, await left(connection), 'Other words');
      assert.equal(textIn(seen), '\n\nThe answer.');
    }));

  it('R46: has nothing to add where all of it was shown', () =>
    connected(async connection => {
      connection.service.enqueue(text('The answer.', { delayMs: 1 }));
      const seen = await resumed(connection, await left(connection), 'The answer.');
      assert.deepEqual(
        seen.map(event => event.type),
        ['done'],
      );
    }));

  it('R46: comes from the archive, is gone, or is unknown: each is said', () =>
    connected(async connection => {
      const { service } = connection;
      const enqueue = (content: string, forgotten: true | 'results'): void => {
        service.enqueue(text(content, { delayMs: 1, forgotten }));
      };
      enqueue('Short.', 'results');
      assert.equal(answerIn(await resumed(connection, await left(connection), '')).text, 'Short.');
      for (const [content, forgotten, group] of [
        ['long '.repeat(100), 'results', 'textGone'],
        ['Forgotten.', true, 'notFound'],
      ] as const) {
        enqueue(content, forgotten);
        const id = await left(connection);
        const thrown = await thrownBy(resumed(connection, id, ''));
        assert.ok(thrown instanceof AnswerNotThere);
        const { failure } = thrown;
        assert.ok(failure instanceof ApiError);
        assert.deepEqual([failure.group, failure.taskUUID], [group, id]);
      }
    }));

  it('R46: is not said to be missing where the service cannot tell, or still works on it', () =>
    connected(async connection => {
      const { service } = connection;
      service.enqueue(text('Here.', { delayMs: 1, forgotten: true }));
      const id = await left(connection);
      const archive = (body: object, status = 200): void => {
        service.enqueueFault('getTaskDetails', raw([JSON.stringify(body)], { status }));
      };
      archive({ data: [{ taskType: 'getTaskDetails', taskUUID: id, response: null }] });
      archive({ errors: [{ code: 'internalServerError', message: 'Oh.', taskUUID: id }] }, 500);
      archive({ errors: [{ code: 'insufficientCredits', message: 'None.' }] }, 402);
      for (const group of ['timeout', 'serverError', 'quota']) {
        const failure = await thrownBy(resumed(connection, id, ''));
        assert.ok(failure instanceof ApiError && failure.group === group, String(failure));
      }
    }));

  it('R46: takes an answer that talks of [REDACTED] for what it is', () =>
    connected(async connection => {
      const content = 'The log says [REDACTED] where the key was.';
      connection.service.enqueue(text(content, { delayMs: 1, forgotten: 'results' }));
      const seen = await resumed(connection, await left(connection), '');
      assert.equal(answerIn(seen).text, content);
    }));

  it('R46: can be asked for again after asking failed', () =>
    connected(async connection => {
      connection.service.enqueue(text(words, { delayMs: 1 }));
      const id = await left(connection);
      connection.service.enqueueFault(
        'getResponse',
        ...Array.from({ length: 10 }, () => noResponse('destroy')),
      );
      const failure = await thrownBy(resumed(connection, id, ''));
      assert.ok(failure instanceof ApiError && failure.group === 'network');
      assert.equal(answerIn(await resumed(connection, id, '')).text, words);
    }));
});

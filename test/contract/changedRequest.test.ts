import assert from 'node:assert/strict';
import { ApiError } from '../../src/api/apiErrors.ts';
import { DELIVERY_METHODS, type ModelRequest } from '../../src/api/modelClient.ts';
import type { JsonValue } from '../../src/base/json.ts';
import { isJsonObject } from '../../src/base/json.ts';
import { error, text } from '../support/runware/answers.ts';
import {
  answerIn,
  connected,
  question,
  tasksSent,
  thrownBy,
  type Connection,
} from './connection.ts';

/** The level of each text task that was sent. */
function levelsSent({ service }: Connection): (JsonValue | undefined)[] {
  return tasksSent(service, 'textInference').map(({ settings }) =>
    isJsonObject(settings) ? settings['thinkingLevel'] : undefined,
  );
}

describe('A thinking level that the model does not take', () => {
  for (const delivery of DELIVERY_METHODS) {
    const request: ModelRequest = { ...question, delivery, thinkingLevel: 'xhigh' };

    it(`is left out, which is said once, and from then on: ${delivery}`, () =>
      connected(
        async connection => {
          const { service, events, announced, unbilled, waits } = connection;
          service.enqueue(text('One.'), text('Two.'), text('Three.'));
          const first = await events(request);
          const said = first.flatMap(event => (event.type === 'adjusted' ? [event.message] : []));
          assert.equal(said.length, 1);
          assert.match(said[0] ?? '', /openai-gpt-5-5.*xhigh/);
          assert.equal(answerIn(first).text, 'One.');
          assert.equal(new Set(announced).size, 2);
          assert.deepEqual(unbilled, announced.slice(0, 1));
          const second = await events(request);
          assert.ok(second.every(event => event.type !== 'adjusted'));
          // Another level may well be one that it takes.
          await events({ ...request, thinkingLevel: 'high' });
          assert.deepEqual(levelsSent(connection), ['xhigh', undefined, undefined, 'high']);
          if (delivery !== 'async') assert.deepEqual(waits, []);
        },
        { service: { thinkingLevels: ['low', 'medium', 'high'] } },
      ));
  }

  it('is left out whatever it is, where the model does not know the parameter', () =>
    connected(
      async connection => {
        connection.service.enqueue(text('One.'), text('Two.'));
        await connection.events({ ...question, thinkingLevel: 'high' });
        await connection.events({ ...question, thinkingLevel: 'low' });
        assert.deepEqual(levelsSent(connection), ['high', undefined, undefined]);
      },
      { service: { thinkingLevels: [] } },
    ));

  it('is left out after an error with status 200 as well, and beside another name of the model', () =>
    connected(
      async connection => {
        connection.service.enqueue(
          error(200, 'invalidParameter', { parameter: ['settings.thinkingLevel', 'model'] }),
          text('One.'),
        );
        await connection.events({ ...question, thinkingLevel: 'low' });
        assert.deepEqual(levelsSent(connection), ['low', 'low', undefined]);
      },
      { service: { modelNames: 'airOnly' } },
    ));

  it('is not the reason of an error that names something else', () =>
    connected(async connection => {
      connection.service.enqueue(error(400, 'invalidParameter', { parameter: 'messages' }));
      const failure = await thrownBy(connection.events({ ...question, thinkingLevel: 'low' }));
      assert.ok(failure instanceof ApiError && failure.parameter === 'messages');
      assert.equal(connection.service.requests.length, 1);
    }));
});

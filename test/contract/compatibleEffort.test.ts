import assert from 'node:assert/strict';
import { ApiError } from '../../src/api/apiErrors.ts';
import type { ModelRequest } from '../../src/api/modelClient.ts';
import { answer, refusal } from '../support/openaiCompatible/scripts.ts';
import { over, readFile } from './compatibleConnection.ts';
import { answerIn, question, thrownBy } from './connection.ts';

describe('Function tools beside a reasoning effort', () => {
  const withTools: ModelRequest = { ...question, tools: [readFile], thinkingLevel: 'high' };
  const efforts = (bodies: unknown[]): unknown[] =>
    bodies.map(body => /"reasoning_effort":"(\w+)"/.exec(JSON.stringify(body))?.[1]);

  it('are asked without one, then with none, said once and remembered for the model', () =>
    over(
      'chat',
      async ({ service, events, bodies, unbilled, announced }) => {
        service.enqueue(
          answer({ text: 'one' }),
          answer({ text: 'two' }),
          answer({ text: 'three' }),
        );
        const first = await events(withTools);
        assert.equal(first[0]?.type, 'adjusted');
        assert.equal(answerIn(first).text, 'one');
        const second = await events(withTools);
        assert.ok(second.every(({ type }) => type !== 'adjusted'));
        await events({ ...withTools, tools: [] });
        assert.deepEqual(efforts(bodies()), [undefined, 'none', 'none', 'high']);
        assert.equal(new Set(announced).size, 4);
        assert.deepEqual(unbilled, announced.slice(0, 1));
      },
      { toolsWithEffort: 'onlyNone' },
    ));

  it('are refused as tools where even none is refused, after two tries', () =>
    over(
      'chat',
      async ({ events, bodies }) => {
        const error = await thrownBy(events(withTools));
        assert.ok(error instanceof ApiError);
        assert.deepEqual([error.group, error.parameter], ['validation', 'tools']);
        assert.deepEqual(efforts(bodies()), [undefined, 'none']);
      },
      { toolsWithEffort: 'refused' },
    ));

  it('go together on Responses', () =>
    over('responses', async ({ service, answerTo, bodies }) => {
      service.enqueue(answer({ text: 'one' }));
      await answerTo(withTools);
      assert.match(JSON.stringify(bodies()), /"reasoning":\{"effort":"high"\}/);
    }));

  it('is left out for a model that does not take the level, said once', async () => {
    for (const which of ['chat', 'responses'] as const) {
      const param = which === 'chat' ? 'reasoning_effort' : 'reasoning.effort';
      await over(which, async ({ service, events, bodies }) => {
        service.enqueue(
          refusal(400, 'unsupported_value', { param }),
          answer({ text: 'one' }),
          answer({ text: 'two' }),
        );
        const asked: ModelRequest = { ...question, thinkingLevel: 'xhigh' };
        const adjusted = [...(await events(asked)), ...(await events(asked))].filter(
          ({ type }) => type === 'adjusted',
        );
        assert.equal(adjusted.length, 1);
        const sent = bodies().map(body => /xhigh/.test(JSON.stringify(body)));
        assert.deepEqual(sent, [true, false, false]);
      });
    }
  });
});

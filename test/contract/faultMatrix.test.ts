import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import process from 'node:process';
import { setImmediate as nextTurn } from 'node:timers/promises';
import OpenAI from 'openai';
import { ApiError } from '../../src/api/apiErrors.ts';
import type { ModelAnswer, ModelEvent } from '../../src/api/modelClient.ts';
import { raw, text, tools, type RawAnswer } from '../support/runware/answers.ts';
import { connected, question, type Connection } from './connection.ts';
import { chatCompletions, native, streamFaults, words, type StreamFault } from './streamFaults.ts';

interface Outcome {
  readonly kind: 'complete' | 'truncated' | 'throws';
  readonly text: string;
  readonly answer: ModelAnswer | undefined;
  readonly error: unknown;
}

/** What our client makes of a stream. */
async function oursOf({ stream }: Connection): Promise<Outcome> {
  const seen: ModelEvent[] = [];
  let error: unknown;
  try {
    for await (const event of stream(question)) seen.push(event);
  } catch (thrown) {
    error = thrown;
  }
  const shown = seen.map(event => (event.type === 'text' ? event.text : '')).join('');
  const last = seen.at(-1);
  const answer = last?.type === 'done' ? last.answer : undefined;
  const kind = answer?.finishReason === 'truncated' ? 'truncated' : 'complete';
  return { kind: error === undefined ? kind : 'throws', text: shown, answer, error };
}

function played(fault: StreamFault): RawAnswer {
  return raw(fault.body(native), {
    then: fault.then,
    status: fault.status ?? 200,
    headers: { 'content-type': fault.contentType ?? 'text/event-stream' },
  });
}

/** What the `openai` package's chat stream makes of the same bytes, in one word. */
async function openaiOf(fault: StreamFault): Promise<string> {
  const server = createServer((_request, response) => {
    void (async () => {
      response.writeHead(fault.status ?? 200, {
        'content-type': fault.contentType ?? 'text/event-stream',
      });
      response.flushHeaders();
      for (const bytes of fault.body(chatCompletions)) {
        response.write(bytes);
        await nextTurn();
      }
      if (fault.then === 'destroy') response.destroy();
      else response.end();
    })();
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  try {
    const { port } = server.address() as AddressInfo;
    const client = new OpenAI({
      apiKey: 'key',
      baseURL: `http://127.0.0.1:${port}`,
      maxRetries: 0,
      // What it prints of a bad event is no part of this table.
      logLevel: 'off',
    });
    const stream = await client.chat.completions.create({
      model: 'gpt-5.5',
      stream: true,
      messages: [{ role: 'user', content: 'Go' }],
    });
    let said = '';
    let finished = false;
    for await (const { choices } of stream) {
      said += choices[0]?.delta.content ?? '';
      finished ||= typeof choices[0]?.finish_reason === 'string';
    }
    if (said !== fault.text) return 'other text';
    return finished || fault.ours === 'complete' ? 'ok' : 'silently short';
  } catch (error) {
    return `throws ${error instanceof Error ? error.constructor.name : String(error)}`;
  } finally {
    server.closeAllConnections();
    server.close();
  }
}

function describeOurs({ kind, error }: Outcome): string {
  if (kind !== 'throws') return kind === 'complete' ? 'ok' : 'truncated';
  return `throws ${error instanceof ApiError ? error.group : String(error)}`;
}

describe('A stream that goes wrong', () => {
  const rows: string[][] = [
    ['stream', 'case', 'Plumb', 'Plumb, if the service kept it', 'openai chat stream'],
  ];

  for (const fault of streamFaults) {
    it(`${fault.number}: ${fault.name}: ${fault.ours}`, async () => {
      let alone: Outcome | undefined;
      await connected(async connection => {
        // Where nothing was shown and nobody knows of it, it is sent a second time.
        connection.service.enqueue(played(fault), played(fault));
        alone = await oursOf(connection);
        assert.equal(alone.kind, fault.ours, String(alone.error));
        // Not assert.equal: the difference of two megabytes takes minutes.
        assert.ok(alone.text === fault.text, `${alone.text.length} characters were shown`);
        assert.ok(alone.kind !== 'throws' || alone.error instanceof ApiError);
        const runnable = (alone.answer?.toolCalls ?? []).filter(call => call.valid);
        assert.equal(runnable.length, fault.runnable);
      });
      let kept: Outcome | undefined;
      await connected(async connection => {
        const call = { id: 'call_a', name: 'read_file', arguments: { path: 'src/a.ts' } };
        const made = fault.name.match(/argument|call/)
          ? tools([call])
          : text(`${words}And more.`, { reasoning: 'Let me see. ' });
        connection.service.enqueue({ ...played(fault), made });
        kept = await oursOf(connection);
        if (fault.ours === 'truncated') {
          assert.equal(kept.kind, 'complete');
          assert.equal(kept.text, made.text ?? '');
          assert.equal(
            kept.answer?.toolCalls.filter(({ valid }) => valid).length ?? 0,
            made.kind === 'tools' ? 1 : 0,
          );
        }
      });
      assert.ok(alone !== undefined && kept !== undefined);
      rows.push([
        fault.name,
        fault.number,
        describeOurs(alone),
        describeOurs(kept),
        await openaiOf(fault),
      ]);
    });
  }

  after(() => {
    const widths = rows[0]?.map((_, at) => Math.max(...rows.map(row => row[at]?.length ?? 0)));
    const lines = rows.map(row => row.map((cell, at) => cell.padEnd(widths?.[at] ?? 0)).join('  '));
    process.stdout.write(`\n${lines.join('\n')}\n\n`);
  });
});

import assert from 'node:assert/strict';
import type { ReceivedToolCall } from '../../../src/api/modelClient.ts';
import { parseJson, isJsonObject, type JsonObject } from '../../../src/base/json.ts';
import { createInMemoryWorkspace } from '../../support/inMemoryWorkspace.ts';
import { createScriptedModel } from '../../support/scriptedModel.ts';
import { sessionInMemory } from '../../support/sessionInMemory.ts';
import { allTools } from '../../../src/tools/registry.ts';
import { call } from './fakeTools.ts';
import { ofType } from './turnHarness.ts';

const BIG = 'x'.repeat(10_000_000);

/** JSON as it came over the wire, where `__proto__` is a key like any other. */
function parsed(json: string): JsonObject {
  const value = parseJson(json);
  assert.ok(isJsonObject(value));
  return value;
}

/** A whole turn with the real tools, in which the model calls these in one answer. */
async function turnWith(calls: readonly ReceivedToolCall[]) {
  const workspace = createInMemoryWorkspace({ files: { 'a.txt': 'one\n' } });
  const client = createScriptedModel([{ calls }, { text: ['Done.'] }]);
  const session = sessionInMemory(client, workspace);
  await session.send({ text: 'Go' });
  await session.whenIdle();
  return { events: session.events, workspace };
}

/** Every call failed with a short reason; nothing was looked at, asked, run or changed. */
async function comeToNothing(calls: readonly ReceivedToolCall[], reason = 'done'): Promise<void> {
  const { events, workspace } = await turnWith(calls);
  const ended = ofType(events, 'toolEnded');
  assert.equal(ended.length, calls.length);
  for (const { state, content, callId } of ended) {
    assert.equal(state, 'failed', callId);
    assert.ok(content.length < 3_000, callId);
  }
  assert.equal(ofType(events, 'toolProposed').length, 0);
  assert.equal(ofType(events, 'toolStarted').length, 0);
  assert.deepEqual(workspace.ran, []);
  assert.deepEqual(workspace.applied, []);
  assert.deepEqual(workspace.calls, []);
  assert.equal(ofType(events, 'turnEnded')[0]?.reason, reason);
}

/** The arguments that a tool requires, each as `value`. */
function everyArgument(schema: JsonObject, value: JsonObject[string]): JsonObject {
  const { properties } = schema;
  assert.ok(isJsonObject(properties));
  return Object.fromEntries(Object.keys(properties).map(key => [key, value]));
}

describe('S16 a model that calls what it must not', () => {
  it('is told that there is no such tool: none of ours, of the service, of the language', async () => {
    const names = ['', 'eval', 'search', 'mcp_files_write', 'Read_File', 'read_file '];
    const ofObject = ['toString', 'constructor', '__proto__', 'hasOwnProperty'];
    await comeToNothing(
      [...names, ...ofObject].map((name, n) => call(`c${n}`, name, { command: 'rm -rf /' })),
    );
  });

  it('is told of arguments of a wrong type, by every tool', async () => {
    for (const value of [17, null, [17], { path: 'a.txt' }]) {
      await comeToNothing(
        allTools().map(({ name, schema }) => call(name, name, everyArgument(schema, value))),
      );
    }
  });

  it('is told of keys that reach for the prototype, and nothing gets one', async () => {
    const calls = allTools().flatMap(({ name }) =>
      ['__proto__', 'constructor'].map(key =>
        call(`${name}-${key}`, name, parsed(`{"${key}": {"command": "id", "path": "a.txt"}}`)),
      ),
    );
    await comeToNothing(calls);
    assert.equal('command' in {}, false);
  });

  // That every tool refuses it is proved in registry.test.ts, without the size of a conversation.
  it('has an argument of 10 MB refused; the chat is full of it, and says so', async function () {
    this.timeout(60_000);
    const some = ['read_file', 'create_file', 'run_command'];
    for (const { name, schema } of allTools().filter(tool => some.includes(tool.name))) {
      await comeToNothing([call('c1', name, everyArgument(schema, BIG))], 'contextFull');
    }
  });
});

import assert from 'node:assert/strict';
import type { JsonObject } from '../../../src/base/json.ts';
import {
  ToolRefusal,
  type Proposal,
  type Tool,
  type ToolContext,
  type ToolOutput,
} from '../../../src/tools/tool.ts';
import type { InMemoryWorkspace } from '../../support/inMemoryWorkspace.ts';

/** Runs a reading tool as the agent does. */
export async function read(
  tool: Tool,
  input: JsonObject,
  workspace: InMemoryWorkspace,
): Promise<ToolOutput> {
  return runRead(tool, input, workspace.context());
}

/** Runs a reading tool in a context of the test's own. */
export async function runRead(
  tool: Tool,
  input: JsonObject,
  context: ToolContext,
): Promise<ToolOutput> {
  const call = tool.accept(input);
  assert(call.kind === 'read', JSON.stringify(call));
  return call.run(context);
}

/** Works out what a tool with an effect would do. */
export async function prepare(
  tool: Tool,
  input: JsonObject,
  workspace: InMemoryWorkspace,
): Promise<Proposal> {
  const call = tool.accept(input);
  assert(call.kind === 'effect', JSON.stringify(call));
  return call.prepare(workspace.context());
}

/** Runs a tool with an effect as the agent does when it is allowed. */
export async function perform(
  tool: Tool,
  input: JsonObject,
  workspace: InMemoryWorkspace,
): Promise<ToolOutput> {
  const call = tool.accept(input);
  assert(call.kind === 'effect', JSON.stringify(call));
  return call.perform(await call.prepare(workspace.context()), workspace.context());
}

/** Checks that a call is refused with words for the model, and that nothing was changed. */
export async function refuses(
  result: Promise<unknown>,
  message: RegExp,
  workspace?: InMemoryWorkspace,
): Promise<void> {
  await assert.rejects(
    result,
    (error: unknown) => error instanceof ToolRefusal && message.test(error.message),
  );
  assert.deepEqual(workspace?.applied ?? [], []);
}

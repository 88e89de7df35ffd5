import { noPorts } from '../../support/noPorts.ts';
import type { JsonObject } from '../../../src/base/json.ts';
import type { ReceivedToolCall } from '../../../src/api/modelClient.ts';
import type { Proposal, Tool, ToolContext, ToolOutput } from '../../../src/tools/tool.ts';

export function output(content: string): ToolOutput {
  return { content, summary: 'ok', failed: false };
}

/** An argument as text, whatever it is. */
export function textIn(input: JsonObject, key: string): string {
  const value = input[key];
  return typeof value === 'string' ? value : JSON.stringify(value);
}

/** A tool that only looks. */
export function readTool(
  name: string,
  run: (input: JsonObject, context: ToolContext) => Promise<ToolOutput>,
): Tool {
  return {
    name,
    description: `Looks (${name}).`,
    schema: { type: 'object' },
    accept: input =>
      'refuse' in input
        ? { kind: 'refused', reason: `The arguments of ${name} do not fit.` }
        : { kind: 'read', title: `${name} title`, run: context => run(input, context) },
  };
}

/** A tool with an effect. */
export function effectTool(
  name: string,
  effect: {
    readonly propose: (input: JsonObject) => Proposal | Promise<Proposal>;
    readonly perform: (proposal: Proposal, context: ToolContext) => Promise<ToolOutput>;
  },
): Tool {
  return {
    name,
    description: `Does (${name}).`,
    schema: { type: 'object' },
    accept: input => ({
      kind: 'effect',
      title: `${name} title`,
      prepare: async () => effect.propose(input),
      perform: effect.perform,
    }),
  };
}

export function commandProposal(command: string): Proposal {
  return { kind: 'command', command, cwd: { display: '.', uri: 'file:///w' }, timeoutMs: 1_000 };
}

export function editProposal(text: string): Proposal {
  return {
    kind: 'edit',
    changes: [{ kind: 'create', path: { display: 'a.txt', uri: 'file:///w/a.txt' }, text }],
    diff: [
      {
        path: 'a.txt',
        change: 'create',
        added: 1,
        removed: 0,
        hunks: [{ oldStart: 0, newStart: 1, lines: [{ kind: 'added', text }] }],
      },
    ],
  };
}

export function call(id: string, name: string, input: JsonObject = {}): ReceivedToolCall {
  return { valid: true, id, name, input };
}

export function brokenCall(id: string, name: string, raw: string): ReceivedToolCall {
  return { valid: false, id, name, raw, reason: 'its arguments are cut off.' };
}

/** Ports for tools that need none of them. */
export function contextWithoutPorts({
  signal,
  onOutput,
}: Pick<ToolContext, 'signal' | 'onOutput'>): ToolContext {
  const unused = (): never => {
    throw new Error('This test has no workspace.');
  };
  return {
    paths: { folders: () => [], realUri: unused, isForbidden: unused },
    files: {
      kind: unused,
      size: unused,
      read: unused,
      notebook: unused,
      bytes: unused,
      list: unused,
    },
    search: {
      findFiles: unused,
      similarPaths: unused,
      searchText: unused,
      countMatches: unused,
    },
    commands: { run: unused, start: unused, read: unused, end: unused },
    edits: { apply: unused },
    shown: { note: unused, of: unused },
    ...noPorts,
    signal,
    onOutput,
  };
}

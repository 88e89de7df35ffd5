import { readdir, readFile, writeFile, mkdir } from 'node:fs/promises';
import path from 'node:path';
import type { JsonObject } from '../../../../src/base/json.ts';
import { isJsonObject } from '../../../../src/base/json.ts';
import { allTools } from '../../../../src/tools/registry.ts';
import { ToolRefusal } from '../../../../src/tools/tool.ts';
import { createInMemoryWorkspace } from '../../../support/inMemoryWorkspace.ts';
import type { RunwareService } from '../../../support/runware/service.ts';
import { runCommandIn } from '../runCommandIn.ts';
import { eventsOf, joined, post, textTask, type Item } from './ask.ts';

export interface AgentStep {
  readonly name: string;
  readonly input: JsonObject;
  readonly result: string;
}

/** One turn: what was called, in order, and the text of the last answer. */
export interface AgentTurn {
  readonly steps: readonly AgentStep[];
  readonly said: string;
}

export interface DemoAgent {
  /** Asks, and does what is called with the real tools until there is a last answer. */
  ask(content: string): Promise<AgentTurn>;
  text(file: string): string | undefined;
}

export interface AgentOptions {
  /** Answers in place of a tool: a rejection. Undefined lets it run. */
  readonly instead?: (step: { readonly name: string; readonly turn: number }) => string | undefined;
  /** Tools that are left out of the request. */
  readonly without?: readonly string[];
}

/** The plainest agent there is, over the real tools and a copy of a folder in memory. */
export async function createDemoAgent(
  service: RunwareService,
  folder: string,
  { instead = () => undefined, without = [] }: AgentOptions = {},
): Promise<DemoAgent> {
  const workspace = createInMemoryWorkspace({ files: await filesIn(folder) });
  const shown = await filesIn(folder);
  workspace.onCommand(async ({ command }) => {
    for (const file of Object.keys(shown)) await save(folder, file, workspace.text(file));
    await save(folder, newTests, workspace.text(newTests));
    const end = await runCommandIn(folder, command);
    return { ...end, endedBy: 'exit', durationMs: 100 };
  });
  const tools = allTools().filter(({ name }) => !without.includes(name));
  const messages: object[] = [];
  let turn = 0;

  const run = async (name: string, input: JsonObject): Promise<string> => {
    const other = instead({ name, turn });
    if (other !== undefined) return other;
    const call = tools.find(tool => tool.name === name)?.accept(input);
    if (call === undefined) throw new Error(`There is no tool ${name}.`);
    if (call.kind === 'refused') throw new Error(call.reason);
    try {
      const context = workspace.context();
      const output =
        call.kind === 'read'
          ? await call.run(context)
          : await call.perform(await call.prepare(context), context);
      return output.content;
    } catch (error) {
      if (!(error instanceof ToolRefusal)) throw error;
      return error.message;
    }
  };

  return {
    text: file => workspace.text(file),
    ask: async content => {
      turn += 1;
      messages.push({ role: 'user', content });
      const steps: AgentStep[] = [];
      for (;;) {
        const task = textTask({
          deliveryMethod: 'stream',
          messages,
          tools: tools.map(({ name, description, schema }) => ({
            type: 'function',
            name,
            description,
            schema,
          })),
        });
        const reply = await post(service, [task]);
        if (reply.status !== 200) throw new Error(reply.text);
        const { events, done } = eventsOf(reply.text);
        if (!done) throw new Error('The stream did not end.');
        const said = joined(events).text;
        const calls = callsOf(events, messages.length);
        messages.push({
          role: 'assistant',
          content: said,
          ...(calls.length === 0 ? {} : { tools: calls }),
        });
        if (calls.length === 0) return { steps, said };
        for (const { id, name, input } of calls) {
          const result = await run(name, input);
          steps.push({ name, input, result });
          messages.push({ role: 'tool', id, content: result });
        }
      }
    },
  };
}

const newTests = 'test/shareOut.test.ts';

async function save(folder: string, file: string, text: string | undefined): Promise<void> {
  if (text === undefined) return;
  await mkdir(path.dirname(path.join(folder, file)), { recursive: true });
  await writeFile(path.join(folder, file), text);
}

async function filesIn(folder: string): Promise<Record<string, string>> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files: Record<string, string> = {};
  for (const entry of entries) {
    const file = path.join(entry.parentPath, entry.name);
    const relative = path.relative(folder, file).split(path.sep).join('/');
    if (!entry.isFile() || relative.startsWith('.git/')) continue;
    files[relative] = await readFile(file, 'utf8');
  }
  return files;
}

interface Call {
  readonly id: string;
  readonly name: string;
  readonly input: JsonObject;
}

/** The calls of a stream, which the demo sends in pieces below `toolCalls`. */
function callsOf(events: readonly Item[], unique: number): Call[] {
  const calls: { id: string; name: string; text: string }[] = [];
  for (const event of events) {
    const delta = event['delta'];
    const pieces = isJsonObject(delta) ? delta['toolCalls'] : undefined;
    for (const piece of Array.isArray(pieces) ? pieces : []) {
      if (!isJsonObject(piece)) continue;
      const index = Number(piece['index']);
      const call = (calls[index] ??= { id: `call_${unique}_${index}`, name: '', text: '' });
      if (typeof piece['name'] === 'string') call.name = piece['name'];
      if (typeof piece['arguments'] === 'string') call.text += piece['arguments'];
    }
  }
  return calls.map(({ id, name, text }) => {
    const input: unknown = JSON.parse(text);
    if (!isJsonObject(input)) throw new Error(`The arguments of ${name} are no object.`);
    return { id, name, input };
  });
}

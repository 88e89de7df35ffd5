import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { isJsonObject } from '../../../../src/base/json.ts';
import { CONTINUE_TEXT } from '../../../../src/chat/continuation.ts';
import { demoScript } from '../../../support/runware/demoScript.ts';
import { startRunwareService, type RunwareService } from '../../../support/runware/service.ts';
import { startDemoService } from '../../../support/runware/startService.ts';
import { copySampleWorkspace, type WorkspaceCopy } from '../../../support/workspaceCopy.ts';
import { eventsOf, joined, post, textTask } from './ask.ts';
import { createDemoAgent, type AgentTurn } from './demoAgent.ts';

const job = 'The tests fail. Find out why and fix it.';
const rejected =
  'The user rejected this; nothing was done. Ask them how to go on, or propose something else.';
const stopped = 'Stopped by the user before it ran; nothing was done.';

function names({ steps }: AgentTurn): readonly string[] {
  return steps.map(step => step.name);
}

describe('the demo script', () => {
  let service: RunwareService;
  let copy: WorkspaceCopy;
  beforeEach(async () => {
    service = await startRunwareService();
    service.useScript(demoScript(0));
    copy = await copySampleWorkspace();
  });
  afterEach(async () => {
    await service.stop();
    await copy.remove();
  });

  const selected = async (request: string, file: string, from: string): Promise<string> => {
    const whole = await readFile(path.join(copy.folder, file), 'utf8');
    const start = whole.indexOf(from);
    assert.ok(start >= 0);
    const text = whole.slice(start, whole.indexOf('\n}\n', start) + 3);
    return `${request}\n\nAttached ${file}:3-9:\n\`\`\`typescript\n${text}\`\`\``;
  };

  it('looks, runs the tests, mends the bug, and runs them again', async () => {
    const agent = await createDemoAgent(service, copy.folder);
    const turn = await agent.ask(job);
    assert.deepEqual(names(turn), [
      'list_directory',
      'read_file',
      'read_file',
      'run_command',
      'apply_patch',
      'run_command',
    ]);
    assert.deepEqual(
      turn.steps.flatMap(step => /^Exit code \d/.exec(step.result)?.[0] ?? []),
      ['Exit code 1', 'Exit code 0'],
    );
    assert.match(turn.steps[4]?.result ?? '', /^Applied/);
    assert.match(agent.text('src/discount.ts') ?? '', /tiers\.findLast\(/);
    assert.match(turn.said, /\*\*The tests pass again\*\*: 11 of 11/);
    assert.match(turn.said, /```ts\n/);
    assert.match(turn.said, /\n\| --- \|/);
  });

  it('thinks and says something before each call, and names the tests that fail', async () => {
    const agent = await createDemoAgent(service, copy.folder);
    await agent.ask(job);
    const rows = JSON.stringify(service.requests.at(-1)?.body);
    assert.match(rows, /2 tests fail:\\n\\n- each tier begins at its own quantity\\n- a receipt/);
    const first = await post(service, [
      textTask({
        deliveryMethod: 'stream',
        messages: [{ role: 'user', content: 'Hello' }],
      }),
    ]);
    const { events } = eventsOf(first.text);
    const kinds = events.map(
      event => Object.keys(isJsonObject(event['delta']) ? event['delta'] : {})[0],
    );
    assert.equal(kinds[0], 'reasoningContent');
    assert.ok(kinds.lastIndexOf('reasoningContent') < kinds.indexOf('text'));
    assert.match(joined(events).text, /scripted local demo service/);
  });

  it('finds nothing to do where the tests pass', async () => {
    const agent = await createDemoAgent(service, copy.folder);
    await agent.ask(job);
    const again = await agent.ask(job);
    assert.deepEqual(names(again), ['list_directory', 'read_file', 'read_file', 'run_command']);
    assert.match(again.said, /no test fails/);
  });

  it('accepts a rejected command and a rejected patch, and asks how to go on', async () => {
    for (const [tool, says] of [
      ['run_command', /You rejected that.*the tests were not run/s],
      ['apply_patch', /You rejected that.*no file was changed/s],
    ] as const) {
      const agent = await createDemoAgent(service, copy.folder, {
        instead: ({ name }) => (name === tool ? rejected : undefined),
      });
      const turn = await agent.ask(job);
      assert.equal(turn.steps.at(-1)?.name, tool);
      assert.match(turn.said, says);
      assert.match(agent.text('src/discount.ts') ?? '', /tiers\.find\(/);
    }
  });

  it('takes up again after a stop what was not done, without doing the rest twice', async () => {
    const agent = await createDemoAgent(service, copy.folder, {
      instead: ({ name, turn }) => (name === 'run_command' && turn === 1 ? stopped : undefined),
    });
    assert.match((await agent.ask(job)).said, /You stopped me/);
    const turn = await agent.ask('Continue.');
    assert.deepEqual(names(turn), ['run_command', 'apply_patch', 'run_command']);
    assert.match(turn.said, /pass again/);
  });

  it('says the rest of an answer that was cut when it is asked to go on', async () => {
    const asked = { role: 'user', content: 'Write a long answer.' };
    const answer = async (messages: readonly object[]): Promise<string> => {
      const settings = { maxTokens: 16_000 };
      const task = textTask({ deliveryMethod: 'stream', messages, settings });
      return joined(eventsOf((await post(service, [task])).text).events).text;
    };
    const whole = await answer([asked]);
    const rest = await answer([
      asked,
      { role: 'assistant', content: whole.slice(0, 700) },
      { role: 'user', content: CONTINUE_TEXT },
    ]);
    assert.equal(rest, whole.slice(700));
  });

  it('says what the editor said where a patch does not fit', async () => {
    const agent = await createDemoAgent(service, copy.folder, {
      instead: ({ name }) => (name === 'apply_patch' ? 'Nothing was changed: busy.' : undefined),
    });
    assert.match((await agent.ask(job)).said, /> Nothing was changed: busy\./);
  });

  it('does not guess at a tool that is not offered', async () => {
    const agent = await createDemoAgent(service, copy.folder, { without: ['apply_patch'] });
    const turn = await agent.ask(job);
    assert.match(turn.said, /I would need the tool `apply_patch`/);
    const renamed = {
      type: 'function',
      name: 'list_directory',
      description: 'Lists a folder.',
      schema: { type: 'object', properties: { folder: { type: 'string' } } },
    };
    const task = textTask({ messages: [{ role: 'user', content: job }], tools: [renamed] });
    assert.match((await post(service, [task])).text, /the tool `list_directory` with path, depth/);
  });

  it('explains a function of the sample, and says so where it cannot', async () => {
    const agent = await createDemoAgent(service, copy.folder);
    const ask =
      'Explain what this code does, why it is written this way, and what to watch out for.';
    const known = await agent.ask(await selected(ask, 'src/money.ts', 'export function shareOut'));
    assert.deepEqual(known.steps, []);
    assert.match(known.said, /largest remainder method/);
    const other = await agent.ask(
      `${ask}\n\nAttached a.ts:1:\n\`\`\`typescript\nlet a = 1\n\`\`\``,
    );
    assert.match(other.said, /explain `a\.ts:1` \(1 line of typescript\).*not a model/s);
  });

  it('mends, refactors and documents a selection by one edit each', async () => {
    const agent = await createDemoAgent(service, copy.folder);
    for (const [request, file, from, becomes] of [
      [
        'Find what is wrong in this code and fix it with the smallest change that does.',
        'src/discount.ts',
        'export function discountPercent',
        /tiers\.findLast\(/,
      ],
      [
        'Refactor this code so that it reads plainly. Its behaviour must stay the same.',
        'src/money.ts',
        'export function formatCents',
        /const sign = cents < 0/,
      ],
      [
        "Write documentation comments for this code in the language's own form.",
        'src/receipt.ts',
        'export function receipt',
        /@param voucher in cents\n \*\/\nexport function receipt/,
      ],
    ] as const) {
      const turn = await agent.ask(await selected(request, file, from));
      assert.deepEqual(names(turn), ['apply_edit']);
      assert.match(turn.steps[0]?.result ?? '', /^Applied/);
      assert.match(agent.text(file) ?? '', becomes);
      assert.match(turn.said, /^Done/);
    }
    assert.match((await agent.ask(job)).said, /no test fails/);
  });

  it('writes tests that pass', async () => {
    const agent = await createDemoAgent(service, copy.folder);
    const request =
      "Write tests for this code with the project's own test framework, where its tests are, and run them.";
    const turn = await agent.ask(
      await selected(request, 'src/money.ts', 'export function shareOut'),
    );
    assert.deepEqual(names(turn), ['create_file', 'run_command']);
    assert.match(turn.steps[1]?.result ?? '', /^Exit code 0/);
    assert.match(turn.said, /they pass/);
  });

  it('has an answer that is long enough to be stopped', async () => {
    const task = textTask({
      deliveryMethod: 'stream',
      messages: [{ role: 'user', content: 'Write a long answer.' }],
      settings: { maxTokens: 16_000 },
    });
    const { events } = eventsOf((await post(service, [task])).text);
    assert.ok(events.length * 15 > 18_000, `${events.length} events`);
    assert.equal(events.at(-1)?.['finishReason'], 'stop');
  });

  it('starts with one call and tells its address and key', async () => {
    const demo = await startDemoService({ key: 'a-key-of-its-own', delayMs: 0 });
    try {
      assert.match(demo.url, /^http:\/\/127\.0\.0\.1:\d+$/);
      assert.equal(demo.key, 'a-key-of-its-own');
      const list = await fetch(`${demo.url}/v1/models`, {
        headers: { authorization: `Bearer ${demo.key}` },
      });
      assert.equal(list.status, 200);
    } finally {
      await demo.stop();
    }
    await assert.rejects(fetch(`${demo.url}/v1/models`));
  });
});
